import { randomUUID } from 'node:crypto';
import { databaseTime } from '../db/database-time.ts';
import type { Db } from '../db/engine.ts';
import './changes.table.ts';

/**
 * Tells every node that `subject` changed, when the transaction of `db` is committed. Announce late in a transaction, just before
 * `recordChange`: a row that becomes visible later than `OVERLAP_MS` after it was written is missed.
 */
export async function announceChange(db: Db, subject: string): Promise<void> {
  await db
    .insertInto('changes')
    .values({ id: randomUUID(), subject, at: databaseTime(db) })
    .execute();
}
