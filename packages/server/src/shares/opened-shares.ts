import { LRUCache } from 'lru-cache';
import type { Share, ShareContent } from './share.ts';

export type OpenedShare = { readonly share: Share; readonly content: ShareContent };

/** What a share takes besides its content, about. */
const RECORD_BYTES = 1_000;
const SHARE_OF_ALL_MAX = 1 / 16;

function bytesOf({ content }: OpenedShare): number {
  const text = content.type === 'interactive' ? JSON.stringify(content.body) : content.body;
  return RECORD_BYTES + 2 * text.length;
}

/**
 * What this process remembers of shares that anybody may see: bounded, the least recently seen forgotten first. Those with a limit of
 * views are among them: their content never changes, and whether it may be shown once more is asked of the database each time.
 * Those with a password are not.
 */
export class OpenedShares {
  readonly #shares: LRUCache<string, OpenedShare>;
  #forgotten = 0;

  constructor(bytesMax: number) {
    this.#shares = new LRUCache({
      maxSize: bytesMax,
      maxEntrySize: Math.ceil(bytesMax * SHARE_OF_ALL_MAX),
      sizeCalculation: bytesOf,
    });
  }

  get bytes(): number {
    return this.#shares.calculatedSize;
  }

  /** Grows when anything is forgotten. */
  get forgotten(): number {
    return this.#forgotten;
  }

  find(id: string): OpenedShare | undefined {
    return this.#shares.get(id);
  }

  /** `forgottenBefore`: as of before the share was read. What was read before a change may be stale. */
  remember(opened: OpenedShare, forgottenBefore: number): void {
    const { id, hasPassword } = opened.share;
    if (!hasPassword && forgottenBefore === this.#forgotten) this.#shares.set(id, opened);
  }

  forget(id: string): void {
    this.#forgotten++;
    this.#shares.delete(id);
  }

  forgetAll(): void {
    this.#forgotten++;
    this.#shares.clear();
  }
}
