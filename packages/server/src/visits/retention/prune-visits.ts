import type { Db } from '../../platform/db/engine.ts';
import { deleteVisits } from './delete-visits.ts';
import '../visits.table.ts';

const SUBJECTS_AT_ONCE = 100;

function selectSubjects(db: Db, beforeMs: number, after: number) {
  return db
    .selectFrom('visit_subjects')
    .select('number')
    .where('oldest_visit_at', '<', beforeMs)
    .where('number', '>', after)
    .orderBy('number')
    .limit(SUBJECTS_AT_ONCE)
    .execute();
}

/** Notes how old the oldest visit is now. */
async function noteOldest(db: Db, subject: number): Promise<void> {
  const known = await db.selectFrom('visit_subjects').select('clicks').where('number', '=', subject).executeTakeFirst();
  if (known === undefined) return;
  const oldest = await db
    .selectFrom('visits')
    .select((row) => row.fn.min('at').as('at'))
    .where('subject', '=', subject)
    .executeTakeFirst();
  await db
    .updateTable('visit_subjects')
    .set({ oldest_visit_at: oldest?.at ?? null })
    .where('number', '=', subject)
    // The drain has added visits meanwhile: which of them is the oldest shows at the next pruning.
    .where('clicks', '=', known.clicks)
    .execute();
}

/** Deletes single visits from before `beforeMs`. What they add up to stays. Ends early when aborted. */
export async function pruneVisits(db: Db, beforeMs: number, signal: AbortSignal): Promise<void> {
  let after = 0;
  while (!signal.aborted) {
    const subjects = await selectSubjects(db, beforeMs, after);
    for (const { number } of subjects) {
      await deleteVisits(db, number, beforeMs, signal);
      if (signal.aborted) return;
      await noteOldest(db, number);
      after = number;
    }
    if (subjects.length < SUBJECTS_AT_ONCE) return;
  }
}
