import type { BlockReason, RedirectTarget } from '../links/index.ts';
import { hostOf } from '../platform/net/host-name.ts';

/** The part of the block list that the hot path asks. `generation` grows with each change of the list. */
export type BlockListView = { readonly generation: number; isBlocked(host: string): string | undefined };

const PLAIN = /^[!-~]+$/;

/** A remembered link, with the block list's verdict on its host as of one generation of the list. */
export class RedirectEntry {
  readonly linkId: string;
  readonly location: string;
  readonly #expiresAtMs: number;
  readonly #disabled: boolean;
  readonly #blocked: RedirectTarget['blocked'];
  /** Whether the location can be put into a head as it is. Addresses can; this is for what is none. */
  readonly hasPlainLocation: boolean;
  /** For `SecondChanceMap`. */
  hasBeenAskedFor = false;
  #generation = -1;
  #listed = false;

  constructor(target: RedirectTarget) {
    this.linkId = target.linkId;
    this.location = target.location;
    this.#expiresAtMs = target.expiresAtMs;
    this.#disabled = target.disabled;
    this.#blocked = target.blocked;
    this.hasPlainLocation = PLAIN.test(target.location);
  }

  /** Disabled or expired: as if it were not there. */
  isOver(nowMs: number): boolean {
    return this.#disabled || (this.#expiresAtMs !== 0 && this.#expiresAtMs <= nowMs);
  }

  blockedBecause(blockList: BlockListView): BlockReason | null {
    if (this.#blocked !== null) return this.#blocked;
    if (this.#generation !== blockList.generation) {
      this.#listed = blockList.isBlocked(hostOf(new URL(this.location)) ?? '') !== undefined;
      this.#generation = blockList.generation;
    }
    return this.#listed ? 'block_list' : null;
  }
}
