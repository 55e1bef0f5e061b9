import type { Selectable } from 'kysely';
import type { Db } from '../../platform/db/engine.ts';
import type { SessionRow, VerificationTable } from './sign-in.table.ts';

/** Unless another node has noted it meanwhile. */
export async function noteSeen(db: Db, id: string, nowMs: number, sinceMs: number): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ last_seen_at: nowMs })
    .where('id', '=', id)
    .where('last_seen_at', '<=', sinceMs)
    .execute();
}

/** The latest first. */
export function listSessionRows(db: Db, personId: string): Promise<SessionRow[]> {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id')
    .execute();
}

/** False when this person has no such session. */
export async function deleteSession(db: Db, personId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('sessions')
    .where('person_id', '=', personId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** All sessions of somebody but the one that is kept, if any. */
export async function deleteSessions(db: Db, personId: string, keptId?: string): Promise<void> {
  let query = db.deleteFrom('sessions').where('person_id', '=', personId);
  if (keptId !== undefined) query = query.where('id', '!=', keptId);
  await query.execute();
}

/** `now` as an ISO time. */
export async function deleteEndedSessions(db: Db, now: string, idleSinceMs: number): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where((where) => where.or([where('expires_at', '<', now), where('last_seen_at', '<', idleSinceMs)]))
    .execute();
}

export async function deleteEndedVerifications(db: Db, now: string): Promise<void> {
  await db.deleteFrom('verifications').where('expires_at', '<', now).execute();
}

export async function insertVerification(db: Db, row: Selectable<VerificationTable>): Promise<void> {
  await db.insertInto('verifications').values(row).execute();
}
