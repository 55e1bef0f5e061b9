import { sql } from 'kysely';
import { databaseTime } from '../db/database-time.ts';
import type { Db } from '../db/engine.ts';
import { RETENTION_MS } from './change-window.ts';
import './changes.table.ts';

/** Removes what every node has seen or will take for a gap. For a job. */
export async function pruneChanges(db: Db): Promise<void> {
  await db
    .deleteFrom('changes')
    .where('at', '<', sql<number>`${databaseTime(db)} - cast(${RETENTION_MS} as bigint)`)
    .execute();
}
