import { SealBroken, type Sealer } from '../platform/crypto/seal.ts';
import { hostOf } from '../platform/net/host-name.ts';
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

type Location = {
  /** The whole header value; empty when the link is blocked. */
  readonly location: string;
  /** Its host as the block list spells it; empty when there is none. */
  readonly host: string;
  /** Whether it can be put into a head as it is. Addresses can; this is for what is none. */
  readonly hasPlainLocation: boolean;
};

/** What the hot path keeps of a link. */
export type RedirectTarget = Location & {
  readonly linkId: string;
  /** 0: never. */
  readonly expiresAtMs: number;
  readonly disabled: boolean;
  /** Not `block_list`: the hot path asks the list itself, which may have changed since the last check. */
  readonly blocked: Exclude<BlockReason, 'block_list'> | null;
};

const PLAIN = /^[!-~]+$/;

export function describeLocation(location: string): Location {
  const url = location === '' ? undefined : new URL(location);
  return { location, host: (url && hostOf(url)) ?? '', hasPlainLocation: PLAIN.test(location) };
}

const NOWHERE = describeLocation('');

/** Opens the sealed columns. One that does not open fails closed: the target is blocked as tampered with. */
export function openRedirectTarget(sealer: Sealer, row: RedirectRow): RedirectTarget {
  const target = {
    linkId: row.id,
    expiresAtMs: row.expires_at ?? 0,
    disabled: row.status !== 'active',
  };
  const { verification_reason: reason } = row;
  if (reason === 'dangerous' || reason === 'not_allowed' || reason === 'tampered') {
    return { ...target, ...NOWHERE, blocked: reason };
  }
  try {
    const location = withTracking(openDestination(sealer, row), openTracking(sealer, row));
    return { ...target, ...describeLocation(location), blocked: null };
  } catch (error) {
    if (error instanceof SealBroken) return { ...target, ...NOWHERE, blocked: 'tampered' };
    throw error;
  }
}
