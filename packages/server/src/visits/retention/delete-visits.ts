import type { Db } from '../../platform/db/engine.ts';
import '../visits.table.ts';

/** Rows of one statement: enough to be quick, few enough that nobody waits long for it. */
const ROWS_AT_ONCE = 1_000;

/** Deletes the single visits of a subject from before `beforeMs`, oldest first. Ends early when aborted. */
export async function deleteVisits(db: Db, subject: number, beforeMs: number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const last = await db
      .selectFrom('visits')
      .select('at')
      .where('subject', '=', subject)
      .where('at', '<', beforeMs)
      .orderBy('at')
      .offset(ROWS_AT_ONCE - 1)
      .limit(1)
      .executeTakeFirst();
    const deletion = db.deleteFrom('visits').where('subject', '=', subject);
    if (last === undefined) {
      await deletion.where('at', '<', beforeMs).execute();
      return;
    }
    await deletion.where('at', '<=', last.at).execute();
  }
}
