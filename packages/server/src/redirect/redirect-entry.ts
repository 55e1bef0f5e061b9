import type { BlockReason, RedirectTarget } from '../links/index.ts';
import { hostOf } from '../platform/net/host-name.ts';

/** The part of the block list that the hot path asks. `generation` grows with each change of the list. */
export type BlockListView = { readonly generation: number; isBlocked(host: string): string | undefined };

const PLAIN = /^[!-~]+$/;

/** A remembered link, with the block list's verdict on its host as of one generation of the list. */
export class RedirectEntry {
  readonly target: RedirectTarget;
  /** Whether the location can be put into a head as it is. Addresses can; this is for what is none. */
  readonly hasPlainLocation: boolean;
  #generation = -1;
  #listed = false;

  constructor(target: RedirectTarget) {
    this.target = target;
    this.hasPlainLocation = PLAIN.test(target.location);
  }

  /** Disabled or expired: as if it were not there. */
  isOver(nowMs: number): boolean {
    const { disabled, expiresAtMs } = this.target;
    return disabled || (expiresAtMs !== 0 && expiresAtMs <= nowMs);
  }

  blockedBecause(blockList: BlockListView): BlockReason | null {
    if (this.target.blocked !== null) return this.target.blocked;
    if (this.#generation !== blockList.generation) {
      this.#listed = blockList.isBlocked(hostOf(new URL(this.target.location)) ?? '') !== undefined;
      this.#generation = blockList.generation;
    }
    return this.#listed ? 'block_list' : null;
  }
}
