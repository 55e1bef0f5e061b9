import type { VisitColumns } from './visit-columns.ts';

/** A quarter hour or day: its number since 1970, and which visits are in it, those from `from` up to and without `to`. */
export type VisitSpan = { readonly start: number; readonly from: number; readonly to: number };

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

  /** The spans of `lengthMs` since 1970 that visits are in, ascending. */
  spans(lengthMs: number): VisitSpan[] {
    const spans: VisitSpan[] = [];
    for (let from = 0; from < this.count; ) {
      const start = Math.floor(this.atMs(from) / lengthMs);
      let to = from + 1;
      while (to < this.count && this.atMs(to) < (start + 1) * lengthMs) to++;
      spans.push({ start, from, to });
      from = to;
    }
    return spans;
  }

  #isInOrder(): boolean {
    for (let index = 1; index < this.count; index++) if (this.atMs(index) < this.atMs(index - 1)) return false;
    return true;
  }
}
