import type { BlockReason, RedirectTarget } from '../links/index.ts';

/** The part of the block list that the hot path asks. */
export type BlockListView = { isBlocked(host: string): string | undefined };

/** Disabled or expired: as if it were not there. */
export function isOver({ disabled, expiresAtMs }: RedirectTarget, nowMs: number): boolean {
  return disabled || (expiresAtMs !== 0 && expiresAtMs <= nowMs);
}

/** The list is asked each time: it may have changed since the link was read. */
export function blockedBecause(target: RedirectTarget, blockList: BlockListView): BlockReason | null {
  if (target.blocked !== null) return target.blocked;
  return blockList.isBlocked(target.host) === undefined ? null : 'block_list';
}
