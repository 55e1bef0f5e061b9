import { type PackableVisit, packVisits } from '../chunks/chunk-packer.ts';
import { packableVisit } from './kept-visit.ts';
import type { SubjectTally } from './tally-subject.ts';
import type { VisitChunk, VisitTransaction } from './visit-writer.ts';

/** Whoever reads single visits unpacks so many at a time. */
const VISITS_PER_CHUNK = 1_000;

/** How many numbers of batches it takes to store `visits` of one subject. */
export const batchesOf = (visits: number): number => Math.ceil(visits / VISITS_PER_CHUNK);

/** What a batch holds of one subject and quarter hour. `previous`: the chunk that its quarter hour ended with. */
type QuarterVisits = {
  readonly start: number;
  readonly subject: number;
  readonly clicksBefore: number;
  readonly tally: SubjectTally;
  readonly from: number;
  readonly to: number;
  readonly previous: number | null;
};

/** Stores single visits in chunks numbered from `firstBatch` on; the number of the last one of each. */
export async function addChunks(
  transaction: VisitTransaction,
  quarters: readonly QuarterVisits[],
  firstBatch: number,
): Promise<number[]> {
  const chunks = quarters.map((quarter) => Array.from(chunksOf(quarter, firstBatch)));
  await transaction.addChunks(chunks.flat());
  return chunks.map((ofQuarter) => firstBatch + ofQuarter.length - 1);
}

function* chunksOf(quarter: QuarterVisits, firstBatch: number): Generator<VisitChunk> {
  const { start, subject, tally, to } = quarter;
  let { previous } = quarter;
  let batch = firstBatch;
  for (let from = quarter.from; from < to; from += VISITS_PER_CHUNK) {
    const end = Math.min(to, from + VISITS_PER_CHUNK);
    const firstAtMs = tally.visits.atMs(from);
    const lastAtMs = tally.visits.atMs(end - 1);
    const visits = packVisits(packableVisits(quarter, from, end));
    yield { quarter: start, batch, subject, previous, firstAtMs, lastAtMs, visits };
    previous = batch++;
  }
}

function* packableVisits({ clicksBefore, tally }: QuarterVisits, from: number, end: number): Generator<PackableVisit> {
  for (let index = from; index < end; index++) yield packableVisit(tally.visits, index, clicksBefore + index + 1);
}
