import { LRUCache } from 'lru-cache';
import { packedEntries } from './pack-entry.ts';
import type { RedirectEntry } from './redirect-entry.ts';
import { SecondChanceRing } from './second-chance-ring.ts';

const ABSENT_MAX = 10_000;
/** A slug made on another node is known here within a second, even if the word of it is lost. */
const ABSENT_MS = 1_000;

/**
 * What this process remembers of addresses: links in a bounded part of its memory, those that are not followed forgotten first, and
 * addresses where nothing is.
 */
export class RedirectCache {
  readonly #entries: SecondChanceRing<RedirectEntry>;
  readonly #absentUntilMs = new LRUCache<string, number>({ max: ABSENT_MAX });
  #forgotten = 0;

  constructor(bytesMax: number) {
    this.#entries = new SecondChanceRing(bytesMax, packedEntries);
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Grows when anything is forgotten. A row that was read before that may be stale and is not worth keeping. */
  get forgotten(): number {
    return this.#forgotten;
  }

  find(key: string): RedirectEntry | undefined {
    return this.#entries.get(key);
  }

  isAbsent(key: string, nowMs: number): boolean {
    const untilMs = this.#absentUntilMs.get(key);
    return untilMs !== undefined && nowMs < untilMs;
  }

  remember(key: string, entry: RedirectEntry | undefined, nowMs: number): void {
    if (entry !== undefined) this.#entries.set(key, entry);
    // A part of a longer text keeps all of that in memory: here, all that came over the connection with it.
    else this.#absentUntilMs.set(Buffer.from(key, 'latin1').toString('latin1'), nowMs + ABSENT_MS);
  }

  forget(key: string): void {
    this.#forgotten++;
    this.#entries.delete(key);
    this.#absentUntilMs.delete(key);
  }

  forgetAll(): void {
    this.#forgotten++;
    this.#entries.clear();
    this.#absentUntilMs.clear();
  }
}
