import { packVisits, type VisitRow } from './0015-pack-visits.ts';

const QUARTER_MS = 900_000;
const VISITS_PER_CHUNK = 1_000;

/** A row of `visit_chunks`. */
export type Chunk = {
  readonly quarter: number;
  readonly batch: number;
  readonly subject: number;
  readonly previous: number | null;
  readonly first_at: number;
  readonly last_at: number;
  readonly visits: Uint8Array;
};

/** Packs visits, which come by subject and time, in chunks; those of each quarter hour and subject are numbered from 1 on. */
export class Chunker {
  /** The highest number so far. */
  lastBatch = 0;
  #chunks: Chunk[] = [];
  #visits: VisitRow[] = [];
  #quarter = 0;
  #subject = 0;
  #batch = 0;

  add(visit: VisitRow): void {
    const quarter = Math.floor(visit.at / QUARTER_MS);
    if (quarter !== this.#quarter || visit.subject !== this.#subject) this.end();
    else if (this.#visits.length === VISITS_PER_CHUNK) this.#endChunk();
    this.#quarter = quarter;
    this.#subject = visit.subject;
    this.#visits.push(visit);
  }

  /** The visits that came last are the last ones of their quarter hour. */
  end(): void {
    if (this.#visits.length > 0) this.#endChunk();
    this.#batch = 0;
  }

  /** What has been finished since the last call, in the order that the rows lie in. */
  take(): Chunk[] {
    const taken = this.#chunks.sort(byPlace);
    this.#chunks = [];
    return taken;
  }

  #endChunk(): void {
    const previous = this.#batch === 0 ? null : this.#batch;
    this.#batch++;
    this.lastBatch = Math.max(this.lastBatch, this.#batch);
    this.#chunks.push({
      quarter: this.#quarter,
      batch: this.#batch,
      subject: this.#subject,
      previous,
      first_at: this.#visits[0]?.at ?? 0,
      last_at: this.#visits.at(-1)?.at ?? 0,
      visits: packVisits(this.#visits),
    });
    this.#visits = [];
  }
}

function byPlace(one: Chunk, other: Chunk): number {
  return one.quarter - other.quarter || one.batch - other.batch || one.subject - other.subject;
}
