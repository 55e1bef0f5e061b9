import { packTarget, type RedirectTarget, unpackTarget } from '../links/index.ts';
import { createLruCache } from '../platform/lru-cache.ts';
import { SecondChanceRing } from './second-chance-ring.ts';

const ABSENT_MAX = 10_000;
/** A slug made on another node is known here within a second, even if the word of it is lost. */
const ABSENT_MS = 1_000;

export type ExpectedPage = Disposable & { keep(key: string, packed: Uint8Array): boolean };

/**
 * What this process remembers of addresses: links in a bounded part of its memory, those that are not followed forgotten first, and
 * addresses where nothing is.
 */
export class RedirectCache {
  readonly #targets: SecondChanceRing<RedirectTarget>;
  readonly #absentUntilMs = createLruCache<string, number>(ABSENT_MAX);
  readonly #expected = new Set<{ readonly forgotten: Set<string>; isStale: boolean }>();
  #forgotten = 0;

  constructor(bytesMax: number) {
    this.#targets = new SecondChanceRing(bytesMax, { pack: packTarget, unpack: unpackTarget });
  }

  get size(): number {
    return this.#targets.size;
  }

  /** Grows when anything is forgotten. A row that was read before that may be stale and is not worth keeping. */
  get forgotten(): number {
    return this.#forgotten;
  }

  find(key: string): RedirectTarget | undefined {
    return this.#targets.get(key);
  }

  isAbsent(key: string, nowMs: number): boolean {
    const untilMs = this.#absentUntilMs.get(key);
    return untilMs !== undefined && nowMs < untilMs;
  }

  remember(key: string, target: RedirectTarget | undefined, nowMs: number): void {
    if (target !== undefined) this.#targets.set(key, target);
    // A part of a longer text keeps all of that in memory: here, all that came over the connection with it.
    else this.#absentUntilMs.set(Buffer.from(key, 'latin1').toString('latin1'), nowMs + ABSENT_MS);
  }

  /**
   * Begins before links are read of which nobody has asked yet, and ends when they are kept. One that is forgotten in between is not
   * kept: it may have been read before it changed. `keep` takes what `packTarget` made of a target and says false when there is no room that is free.
   */
  expectPage(): ExpectedPage {
    const page = { forgotten: new Set<string>(), isStale: false };
    this.#expected.add(page);
    return {
      keep: (key, packed) =>
        page.isStale || page.forgotten.has(key) || this.#targets.has(key) || this.#targets.setIfFree(key, packed),
      [Symbol.dispose]: () => void this.#expected.delete(page),
    };
  }

  forget(key: string): void {
    this.#forgotten++;
    for (const { forgotten } of this.#expected) forgotten.add(key);
    this.#targets.delete(key);
    this.#absentUntilMs.delete(key);
  }

  forgetAll(): void {
    this.#forgotten++;
    for (const page of this.#expected) page.isStale = true;
    this.#targets.clear();
    this.#absentUntilMs.clear();
  }
}
