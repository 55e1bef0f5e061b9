import { LRUCache } from 'lru-cache';
import type { RedirectEntry } from './redirect-entry.ts';
import { SecondChanceMap } from './second-chance-map.ts';

const ABSENT_MAX = 50_000;
/** A slug made on another node is known here within a second, even if the word of it is lost. */
const ABSENT_MS = 1_000;

/**
 * What this process remembers of addresses: a bounded number of links, those that are not followed forgotten first, and of
 * addresses where nothing is.
 */
export class RedirectCache {
  readonly #targets: SecondChanceMap<RedirectEntry>;
  readonly #absentUntilMs = new LRUCache<string, number>({ max: ABSENT_MAX });
  #forgotten = 0;

  constructor(entriesMax: number) {
    this.#targets = new SecondChanceMap(entriesMax);
  }

  get size(): number {
    return this.#targets.size;
  }

  /** Grows when anything is forgotten. A row that was read before that may be stale and is not worth keeping. */
  get forgotten(): number {
    return this.#forgotten;
  }

  find(key: string): RedirectEntry | undefined {
    return this.#targets.get(key);
  }

  isAbsent(key: string, nowMs: number): boolean {
    const untilMs = this.#absentUntilMs.get(key);
    return untilMs !== undefined && nowMs < untilMs;
  }

  remember(slug: string, target: RedirectEntry | undefined, nowMs: number): void {
    // A part of a longer text keeps all of that in memory: here, all that came over the connection with it.
    const key = Buffer.from(slug, 'latin1').toString('latin1');
    if (target === undefined) this.#absentUntilMs.set(key, nowMs + ABSENT_MS);
    else this.#targets.set(key, target);
  }

  forget(key: string): void {
    this.#forgotten++;
    this.#targets.delete(key);
    this.#absentUntilMs.delete(key);
  }

  forgetAll(): void {
    this.#forgotten++;
    this.#targets.clear();
    this.#absentUntilMs.clear();
  }
}
