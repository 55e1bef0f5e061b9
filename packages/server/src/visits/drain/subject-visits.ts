import type { VisitColumns } from './visit-columns.ts';

/** The visits of one subject in a batch, in the order of time; of those of one millisecond first the one that was read first. */
export class SubjectVisits {
  readonly subjectId: string;
  readonly columns: VisitColumns;
  readonly count: number;
  readonly #rows: Uint32Array;
  readonly #from: number;

  /** Its rows are the `count` ones from `from` on in `rows`, which it puts in order. */
  constructor(subjectId: string, columns: VisitColumns, rows: Uint32Array, from: number, count: number) {
    this.subjectId = subjectId;
    this.columns = columns;
    this.count = count;
    this.#rows = rows;
    this.#from = from;
    // One segment is in the order of time, several are not.
    if (!this.#isInOrder()) {
      rows.subarray(from, from + count).sort((one, other) => columns.atMs(one) - columns.atMs(other));
    }
  }

  /** The row of the visit at `index`, from 0. */
  row(index: number): number {
    return this.#rows[this.#from + index] ?? 0;
  }

  atMs(index: number): number {
    return this.columns.atMs(this.row(index));
  }

  /** The first index from `index` on that is not in the span of `lengthMs` that `index` is in. */
  endOfSpan(index: number, lengthMs: number): number {
    const end = (Math.floor(this.atMs(index) / lengthMs) + 1) * lengthMs;
    let next = index + 1;
    while (next < this.count && this.atMs(next) < end) next++;
    return next;
  }

  #isInOrder(): boolean {
    for (let index = 1; index < this.count; index++) if (this.atMs(index) < this.atMs(index - 1)) return false;
    return true;
  }
}
