import type { RedirectTarget } from '../links/index.ts';

/** The part of the block list that the hot path asks. `generation` grows with each change of the list. */
export type BlockListView = { readonly generation: number; isBlocked(host: string): string | undefined };

/** A remembered link, with the block list's verdict on its host as of one generation of the list. */
export class RedirectEntry {
  readonly target: RedirectTarget;
  #generation = -1;
  #listed = false;

  constructor(target: RedirectTarget) {
    this.target = target;
  }

  isListed(blockList: BlockListView): boolean {
    if (this.#generation !== blockList.generation) {
      this.#listed = blockList.isBlocked(new URL(this.target.location).hostname) !== undefined;
      this.#generation = blockList.generation;
    }
    return this.#listed;
  }
}
