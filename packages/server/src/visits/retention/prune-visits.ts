import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../platform/db/engine.ts';
import { quarterOf } from '../utc-time.ts';
import type { VisitChunkTable } from '../visits.table.ts';

/** Chunks of one statement: enough to be quick, few enough that nobody waits long for it. */
const CHUNKS_AT_ONCE = 500;

type PrimaryKey = Pick<VisitChunkTable, 'quarter' | 'batch' | 'subject'>;

/** Before the first chunk that can be. */
const START: PrimaryKey = { quarter: 0, batch: 0, subject: 0 };

const isBehind = ({ quarter, batch, subject }: PrimaryKey): RawBuilder<boolean> =>
  sql<boolean>`(quarter, batch, subject) > (${quarter}, ${batch}, ${subject})`;

const isUpTo = ({ quarter, batch, subject }: PrimaryKey): RawBuilder<boolean> =>
  sql<boolean>`(quarter, batch, subject) <= (${quarter}, ${batch}, ${subject})`;

/**
 * Deletes single visits of quarter hours that were over before `beforeMs`, oldest first: those are kept for up to a quarter of an hour
 * longer than they are shown. What they add up to stays. Ends early when aborted.
 */
export async function pruneVisits(db: Db, beforeMs: number, signal: AbortSignal): Promise<void> {
  const before = quarterOf(beforeMs);
  // What was deleted is passed over: PostgreSQL would read through the remains of it each time.
  let done = START;
  while (!signal.aborted) {
    const last: PrimaryKey | undefined = await db
      .selectFrom('visit_chunks')
      .select(['quarter', 'batch', 'subject'])
      .where(isBehind(done))
      .where('quarter', '<', before)
      .orderBy('quarter')
      .orderBy('batch')
      .orderBy('subject')
      .offset(CHUNKS_AT_ONCE - 1)
      .limit(1)
      .executeTakeFirst();
    const deletion = db.deleteFrom('visit_chunks').where(isBehind(done));
    if (last === undefined) {
      await deletion.where('quarter', '<', before).execute();
      return;
    }
    await deletion.where(isUpTo(last)).execute();
    done = last;
  }
}
