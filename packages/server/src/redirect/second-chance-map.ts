export type Askable = { hasBeenAskedFor: boolean };

/**
 * At most `entriesMax` entries: for a new one goes the first that nobody has asked for since the hand of the clock was there before.
 *
 * Not lru-cache: to keep its order it writes to six places in memory for each hit, and of many links none of those is near. A hit here
 * writes to the entry alone. CLOCK, from F. J. Corbató, "A paging experiment with the Multics system" (1968).
 */
export class SecondChanceMap<Entry extends Askable> {
  readonly #entriesMax: number;
  readonly #entries = new Map<string, Entry>();
  #hand = this.#entries.entries();

  constructor(entriesMax: number) {
    this.#entriesMax = entriesMax;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(key: string): Entry | undefined {
    const entry = this.#entries.get(key);
    // Read first: a line of memory that is not written to need not be written back.
    if (entry !== undefined && !entry.hasBeenAskedFor) entry.hasBeenAskedFor = true;
    return entry;
  }

  set(key: string, entry: Entry): void {
    if (this.#entries.size >= this.#entriesMax && !this.#entries.has(key)) this.#evict();
    this.#entries.set(key, entry);
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }

  clear(): void {
    this.#entries.clear();
    this.#hand = this.#entries.entries();
  }

  /** Ends: the second time round nobody has asked for anything. */
  #evict(): void {
    for (;;) {
      const { value, done } = this.#hand.next();
      if (done) {
        this.#hand = this.#entries.entries();
        continue;
      }
      const [key, entry] = value;
      if (!entry.hasBeenAskedFor) {
        this.#entries.delete(key);
        return;
      }
      entry.hasBeenAskedFor = false;
    }
  }
}
