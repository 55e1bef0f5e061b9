import type { Db } from '../../platform/db/engine.ts';
import '../visits.table.ts';

/** The clicks of each subject; 0 for one that was never visited. */
export async function countVisits(db: Db, subjectIds: readonly string[]): Promise<Map<string, number>> {
  const counts = new Map(subjectIds.map((id) => [id, 0]));
  if (counts.size === 0) return counts;
  const rows = await db
    .selectFrom('visit_subjects')
    .select(['subject_id', 'clicks'])
    .where('subject_id', 'in', Array.from(counts.keys()))
    .execute();
  for (const row of rows) counts.set(row.subject_id, row.clicks);
  return counts;
}
