import { SealBroken, type Sealer } from '../platform/crypto/seal.ts';
import type { BlockReason } from './link.ts';
import type { LinkTable } from './links.table.ts';
import { openDestination, openTracking } from './sealed-link.ts';
import { withTracking } from './verification/tracking.ts';

/** The columns that decide a redirect. */
export const REDIRECT_COLUMNS = [
  'id',
  'destination',
  'tracking',
  'status',
  'expires_at',
  'verification_reason',
] as const;

export type RedirectRow = Pick<LinkTable, (typeof REDIRECT_COLUMNS)[number]>;

/** What the hot path keeps of a link. `location` is the whole header value; empty when the link is blocked. */
export type RedirectTarget = {
  readonly linkId: string;
  readonly location: string;
  /** 0: never. */
  readonly expiresAtMs: number;
  readonly disabled: boolean;
  /** Not `block_list`: the hot path asks the list itself, which may have changed since the last check. */
  readonly blocked: Exclude<BlockReason, 'block_list'> | null;
};

/** Opens the sealed columns. One that does not open fails closed: the target is blocked as tampered with. */
export function openRedirectTarget(sealer: Sealer, row: RedirectRow): RedirectTarget {
  const target = {
    linkId: row.id,
    location: '',
    expiresAtMs: row.expires_at ?? 0,
    disabled: row.status !== 'active',
  };
  const { verification_reason: reason } = row;
  if (reason === 'dangerous' || reason === 'not_allowed' || reason === 'tampered') {
    return { ...target, blocked: reason };
  }
  try {
    const location = withTracking(openDestination(sealer, row), openTracking(sealer, row));
    return { ...target, location, blocked: null };
  } catch (error) {
    if (error instanceof SealBroken) return { ...target, blocked: 'tampered' };
    throw error;
  }
}
