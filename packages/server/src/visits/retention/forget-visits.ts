import type { Db } from '../../platform/db/engine.ts';
import '../visits.table.ts';

/**
 * From the commit of this on nothing of the subject is counted or stored, also not what the journal of any node still holds. For the
 * transaction that deletes a link; what is stored already is removed by `sweepForgotten`.
 */
export async function markVisitsForgotten(db: Db, subjectId: string, nowMs: number): Promise<void> {
  await db
    .insertInto('visit_subjects')
    .values({ subject_id: subjectId, clicks: 0, forgotten_at: nowMs })
    .onConflict((conflict) => conflict.column('subject_id').doUpdateSet({ clicks: 0, forgotten_at: nowMs }))
    .execute();
}
