import type { Db } from '../../platform/db/engine.ts';
import { type ChainedChunk, readChains } from '../chunks/chunk-chains.ts';
import { isChunkOf } from '../chunks/chunk-keys.ts';
import { type OrderedVisit, unpackVisits } from '../chunks/visit-chunk.ts';
import type { ClickedQuarter } from './clicked-quarters.ts';
import type { VisitPosition } from './visit-cursor.ts';
import '../visits.table.ts';

/** What is asked for: visits behind `after`, as the list goes on, and not from before `sinceMs`. */
export type ListRange = { readonly after: VisitPosition; readonly sinceMs: number };

/** Of a thousand visits each, at most. */
const CHUNKS_AT_ONCE = 64;

const newestFirst = (one: OrderedVisit, other: OrderedVisit): number =>
  other.atMs - one.atMs || other.ordinal - one.ordinal;

const isIn = ({ after, sinceMs }: ListRange, { atMs, ordinal }: OrderedVisit): boolean =>
  atMs >= sinceMs && (atMs < after.atMs || (atMs === after.atMs && ordinal < after.ordinal));

/** The chunks that can hold visits of `range`, by their last visit. */
async function readChunks(db: Db, subject: number, quarters: readonly number[], { after, sinceMs }: ListRange) {
  const chunks = await readChains(db, subject, quarters);
  return chunks
    .filter(({ first_at, last_at }) => last_at >= sinceMs && first_at <= after.atMs)
    .sort((one, other) => other.last_at - one.last_at);
}

async function readVisits(db: Db, subject: number, chunks: readonly ChainedChunk[]): Promise<OrderedVisit[]> {
  const rows = await db.selectFrom('visit_chunks').select('visits').where(isChunkOf(subject, chunks)).execute();
  return rows.flatMap(({ visits }) => unpackVisits(visits));
}

/** The newest `wanted` visits of `range` in some quarter hours, newest first. Chunks are read only as far as they can hold one of them. */
export async function newestOfQuarters(
  db: Db,
  subject: number,
  quarters: readonly ClickedQuarter[],
  range: ListRange,
  wanted: number,
): Promise<OrderedVisit[]> {
  const chunks = await readChunks(
    db,
    subject,
    quarters.map(({ quarter }) => quarter),
    range,
  );
  const clicks = quarters.reduce((sum, quarter) => sum + quarter.clicks, 0);
  let newest: OrderedVisit[] = [];
  let read = 0;
  for (let atOnce = Math.ceil((wanted * chunks.length) / clicks); read < chunks.length; atOnce *= 2) {
    const some = chunks.slice(read, read + Math.min(atOnce, CHUNKS_AT_ONCE));
    read += some.length;
    const visits = await readVisits(db, subject, some);
    newest = newest
      .concat(visits.filter((visit) => isIn(range, visit)))
      .sort(newestFirst)
      .slice(0, wanted);
    const oldest = newest.at(wanted - 1);
    // Another chunk may hold some of the same millisecond, and be it one that comes before them.
    if (oldest !== undefined && oldest.atMs > (chunks[read]?.last_at ?? 0)) break;
  }
  return newest;
}
