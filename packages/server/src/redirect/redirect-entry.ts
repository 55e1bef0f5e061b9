import type { BlockReason, RedirectTarget } from '../links/index.ts';
import { hostOf } from '../platform/net/host-name.ts';

/** The part of the block list that the hot path asks. */
export type BlockListView = { isBlocked(host: string): string | undefined };

/** A link as the hot path meets it. */
export type RedirectEntry = RedirectTarget & {
  /** Of the location, as the block list spells it; empty when there is none. */
  readonly host: string;
  /** Whether the location can be put into a head as it is. Addresses can; this is for what is none. */
  readonly hasPlainLocation: boolean;
};

const PLAIN = /^[!-~]+$/;

export function toRedirectEntry(target: RedirectTarget): RedirectEntry {
  const url = target.blocked === null ? new URL(target.location) : undefined;
  return { ...target, host: (url && hostOf(url)) ?? '', hasPlainLocation: PLAIN.test(target.location) };
}

/** Disabled or expired: as if it were not there. */
export function isOver({ disabled, expiresAtMs }: RedirectEntry, nowMs: number): boolean {
  return disabled || (expiresAtMs !== 0 && expiresAtMs <= nowMs);
}

/** The list is asked each time: it may have changed since the link was read. */
export function blockedBecause(entry: RedirectEntry, blockList: BlockListView): BlockReason | null {
  if (entry.blocked !== null) return entry.blocked;
  return blockList.isBlocked(entry.host) === undefined ? null : 'block_list';
}
