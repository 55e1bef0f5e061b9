import type { EnrichedVisit } from '../enrich/enrich-visit.ts';

const ROWS_FIRST = 1_024;

type Column = Float64Array | Uint32Array;

/** `column` with room for a row more. */
function withRoom<T extends Column>(column: T, rows: number, make: new (length: number) => T): T {
  if (rows < column.length) return column;
  const larger = new make(column.length * 2);
  larger.set(column);
  return larger;
}

function at<T>(column: readonly T[], row: number): T {
  const value = column[row];
  if (value === undefined) throw new RangeError(`there is no visit in row ${row}`);
  return value;
}

/**
 * Visits in columns, a row each, in the order they were added in. A batch of many thousand is a few arrays then, which serve the next
 * one as well; as many objects that live for a batch gave V8 a third of all the work there was.
 */
export class VisitColumns {
  #rows = 0;
  #subjects = new Uint32Array(ROWS_FIRST);
  #atMs = new Float64Array(ROWS_FIRST);
  #visitors = new Float64Array(ROWS_FIRST);
  readonly #places: EnrichedVisit['place'][] = [];
  readonly #agents: EnrichedVisit['agent'][] = [];
  readonly #referrers: EnrichedVisit['referrer'][] = [];
  readonly #bots: EnrichedVisit['bot'][] = [];

  get rows(): number {
    return this.#rows;
  }

  /** `subject`: the place of the visit's subject in a list of the caller's. */
  add(subject: number, visit: EnrichedVisit): void {
    const row = this.#rows++;
    this.#subjects = withRoom(this.#subjects, row, Uint32Array);
    this.#atMs = withRoom(this.#atMs, row, Float64Array);
    this.#visitors = withRoom(this.#visitors, row, Float64Array);
    this.#subjects[row] = subject;
    this.#atMs[row] = visit.atMs;
    this.#visitors[row] = visit.visitor;
    this.#places[row] = visit.place;
    this.#agents[row] = visit.agent;
    this.#referrers[row] = visit.referrer;
    this.#bots[row] = visit.bot;
  }

  clear(): void {
    this.#rows = 0;
  }

  subject(row: number): number {
    return this.#subjects[row] ?? 0;
  }

  atMs(row: number): number {
    return this.#atMs[row] ?? 0;
  }

  visitor(row: number): number {
    return this.#visitors[row] ?? 0;
  }

  place(row: number): EnrichedVisit['place'] {
    return at(this.#places, row);
  }

  agent(row: number): EnrichedVisit['agent'] {
    return at(this.#agents, row);
  }

  referrer(row: number): EnrichedVisit['referrer'] {
    return at(this.#referrers, row);
  }

  bot(row: number): EnrichedVisit['bot'] {
    return at(this.#bots, row);
  }
}
