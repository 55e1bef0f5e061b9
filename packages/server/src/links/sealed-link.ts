import { SealBroken, type Sealer } from '../platform/crypto/seal.ts';
import type { BlockReason, Link, Metadata, SettableStatus, Verification } from './link.ts';
import type { LinkRow, LinkTable } from './links.table.ts';
import type { Tracking } from './verification/tracking.ts';

type SealedColumn = 'destination' | 'metadata' | 'tracking';

const placeOf = (column: SealedColumn, id: string) => ({ table: 'links', column, row: id });

export function sealDestination(sealer: Sealer, id: string, destination: string): Uint8Array {
  return sealer.seal(destination, placeOf('destination', id));
}

/** Null when there is nothing to seal: most links carry neither, and a redirect then opens one value and not three. */
export function sealObject(
  sealer: Sealer,
  id: string,
  column: 'metadata' | 'tracking',
  value: object,
): Uint8Array | null {
  if (Object.keys(value).length === 0) return null;
  return sealer.seal(JSON.stringify(value), placeOf(column, id));
}

function openObject(sealer: Sealer, id: string, column: 'metadata' | 'tracking', sealed: Uint8Array | null): object {
  return sealed === null ? {} : JSON.parse(sealer.open(sealed, placeOf(column, id)).toString('utf8'));
}

/** The plain destination of a stored link. Throws `SealBroken`. */
export function openDestination(sealer: Sealer, row: Pick<LinkTable, 'id' | 'destination'>): string {
  return sealer.open(row.destination, placeOf('destination', row.id)).toString('utf8');
}

/** The stored tracking parameters. Throws `SealBroken`. */
export function openTracking(sealer: Sealer, row: Pick<LinkTable, 'id' | 'tracking'>): Tracking {
  // What was sealed had passed the schema of `tracking`, and a seal does not open on anything else.
  return openObject(sealer, row.id, 'tracking', row.tracking) as Tracking;
}

function openMetadata(sealer: Sealer, row: LinkRow): Metadata {
  // As for tracking.
  return openObject(sealer, row.id, 'metadata', row.metadata) as Metadata;
}

type Contents = Pick<Link, 'destination' | 'metadata' | 'tracking'>;

function openContents(sealer: Sealer, row: LinkRow): Contents | undefined {
  try {
    return {
      destination: openDestination(sealer, row),
      metadata: openMetadata(sealer, row),
      tracking: openTracking(sealer, row),
    };
  } catch (error) {
    if (error instanceof SealBroken) return undefined;
    throw error;
  }
}

function verificationOf(row: LinkRow): Verification {
  return {
    status: row.verification_status === 'verified' ? 'verified' : 'blocked',
    // Written by this feature only, from the same type.
    reason: row.verification_reason as BlockReason | null,
    checkedAtMs: row.verification_checked_at,
  };
}

/** Opens a stored link. A broken seal fails closed: no content, and blocked as tampered with. */
export function openLink(sealer: Sealer, row: LinkRow): Link {
  const contents = openContents(sealer, row);
  const verification = verificationOf(row);
  return {
    id: row.id,
    scope: { workspaceId: row.workspace_id, livemode: row.livemode === 1 },
    domain: row.domain,
    slug: row.slug,
    ...(contents ?? { destination: null, metadata: {}, tracking: {} }),
    // Written by this feature only, from the same type.
    status: row.status as SettableStatus,
    expiresAtMs: row.expires_at,
    createdAtMs: row.created_at,
    updatedAtMs: row.updated_at,
    verification: contents === undefined ? { ...verification, status: 'blocked', reason: 'tampered' } : verification,
  };
}
