import type { Db } from '../../platform/db/engine.ts';
import { readChains } from '../chunks/chunk-chains.ts';
import { isChunkOf } from '../chunks/chunk-keys.ts';
import '../visits.table.ts';

/** A busy subject has hundreds of chunks in each. */
const QUARTERS_AT_ONCE = 96;
/** Chunks of one statement: enough to be quick, few enough that nobody waits long for it. */
const CHUNKS_AT_ONCE = 500;

/** Those that lead to chunks, though these may be gone. */
async function chainedQuarters(db: Db, subject: number, quarters: readonly number[]): Promise<number[]> {
  const rows = await db
    .selectFrom('visit_quarters')
    .select('quarter')
    .where('subject', '=', subject)
    .where('quarter', 'in', quarters)
    .where('last_batch', 'is not', null)
    .execute();
  return rows.map(({ quarter }) => quarter);
}

/** Deletes the single visits of a subject in some quarter hours. Ends early when aborted. */
export async function deleteChunks(
  db: Db,
  subject: number,
  quarters: readonly number[],
  signal: AbortSignal,
): Promise<void> {
  const chained = await chainedQuarters(db, subject, quarters);
  for (let first = 0; first < chained.length; first += QUARTERS_AT_ONCE) {
    const chunks = await readChains(db, subject, chained.slice(first, first + QUARTERS_AT_ONCE));
    // A chain is followed from its newest chunk on: when this ends early, what is left of it is still found.
    chunks.sort((one, other) => one.batch - other.batch);
    for (let index = 0; index < chunks.length; index += CHUNKS_AT_ONCE) {
      if (signal.aborted) return;
      const some = chunks.slice(index, index + CHUNKS_AT_ONCE);
      await db.deleteFrom('visit_chunks').where(isChunkOf(subject, some)).execute();
    }
  }
}
