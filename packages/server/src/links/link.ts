import type { Scope } from '../accounts/index.ts';
import type { Tracking } from './verification/tracking.ts';

export type Metadata = Readonly<Record<string, string | number | boolean | null>>;

/** What an owner may set. That a link has expired, or is blocked, follows from other columns. */
export type SettableStatus = 'active' | 'disabled';

/**
 * Why a link is not followed: its host is on the operator's block list, a reputation service calls it dangerous, its stored
 * destination does not open, or today's rules refuse the address.
 */
export type BlockReason = 'block_list' | 'dangerous' | 'tampered' | 'not_allowed';

export type Verification = {
  readonly status: 'verified' | 'blocked';
  readonly reason: BlockReason | null;
  readonly checkedAtMs: number;
};

/** A link as it is worked with. `destination` is null when the stored one was tampered with: then it is worth nothing. */
export type Link = {
  readonly id: string;
  readonly scope: Scope;
  readonly domain: string;
  readonly slug: string;
  readonly destination: string | null;
  readonly metadata: Metadata;
  readonly tracking: Tracking;
  readonly status: SettableStatus;
  readonly expiresAtMs: number | null;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly verification: Verification;
};
