/** Others may have to wait for the visits of one subject, which are written at once. */
const TRANSACTION_MS_WANTED = 750;
const VISITS_MIN = 250;
/** Of how long one takes nothing is known yet. */
const VISITS_FIRST = 2_000;
/** The more, the fewer times rows are read and written of links that are asked for often. But memory is bounded. */
const VISITS_MAX = 100_000;

/**
 * How many visits a batch takes at most: so many that others need not wait long, going by how long the longest transaction of the last
 * one took. The drain goes last, and where there is one processor and much to do it gets next to nothing of it.
 */
export class BatchSize {
  #visitsMax = VISITS_FIRST;

  get visitsMax(): number {
    return this.#visitsMax;
  }

  /** Of `visits` the longest transaction took `ms`. Grows to twice as many at most, as one may have been quick by chance. */
  took(visits: number, ms: number): void {
    if (visits < VISITS_MIN) return; // says more of the commit than of them
    const fitting = Math.floor((visits * TRANSACTION_MS_WANTED) / Math.max(1, ms));
    this.#visitsMax = Math.max(VISITS_MIN, Math.min(fitting, this.#visitsMax * 2, VISITS_MAX));
  }
}
