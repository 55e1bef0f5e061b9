/** How far back each look goes once more, as rows become visible when they are committed, which is after they are written. */
export const OVERLAP_MS = 10_000;
/** How long rows are kept. */
export const RETENTION_MS = 3_600_000;
// Half of it, as another node may remove rows while this one reads.
const GAP_AFTER_MS = RETENTION_MS / 2;
/** The clock of the database may be set back by this much without anything being missed. */
const SET_BACK_MAX_MS = 1_000;

export type SeenChange = { readonly id: string; readonly subject: string; readonly at: number };

/** Knows what was seen of the changes, and from when on the next look has to read. */
export class ChangeWindow {
  #lookedAt: number;
  #seen = new Map<string, number>();

  /** `now` of this and of `advance` is the time of the database. */
  constructor(now: number, present: readonly SeenChange[]) {
    this.#lookedAt = now;
    this.#remember(present);
  }

  /** Rows with an earlier `at` need not be read. */
  get from(): number {
    return this.#lookedAt - OVERLAP_MS;
  }

  /** What is new among `rows`, read at `now`; undefined when something may have been missed. */
  advance(now: number, rows: readonly SeenChange[]): readonly SeenChange[] | undefined {
    const isGap = now - this.#lookedAt > GAP_AFTER_MS || this.#lookedAt - now > SET_BACK_MAX_MS;
    const fresh = rows.filter((row) => !this.#seen.has(row.id));
    this.#lookedAt = now;
    this.#remember(fresh);
    return isGap ? undefined : fresh;
  }

  #remember(rows: readonly SeenChange[]): void {
    for (const row of rows) this.#seen.set(row.id, row.at);
    for (const [id, at] of this.#seen) if (at < this.from) this.#seen.delete(id);
  }
}
