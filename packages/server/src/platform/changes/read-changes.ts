import { sql } from 'kysely';
import { databaseTime } from '../db/database-time.ts';
import type { Db } from '../db/engine.ts';
import { OVERLAP_MS, type SeenChange } from './change-window.ts';
import './changes.table.ts';

/** The changes written since `from`, by default in the last `OVERLAP_MS`, and the time of the database. */
export async function readChanges(db: Db, from?: number): Promise<{ now: number; changes: readonly SeenChange[] }> {
  const rows = await db
    .selectFrom(db.selectNoFrom(databaseTime(db).as('now')).as('time'))
    // Joined to the time, which is there also when no change is: one statement tells both.
    .leftJoin('changes', (join) =>
      join.on('changes.at', '>=', from ?? sql<number>`${sql.ref('time.now')} - cast(${OVERLAP_MS} as bigint)`),
    )
    .select(['time.now', 'changes.id', 'changes.subject', 'changes.at'])
    .orderBy('changes.at')
    .execute();
  const changes = rows.flatMap(({ id, subject, at }) =>
    id === null || subject === null || at === null ? [] : [{ id, subject, at }],
  );
  return { now: rows[0]?.now ?? 0, changes };
}
