import type { Db } from '../platform/db/engine.ts';
import type { ShareRow } from './shares.table.ts';

// Shares of every workspace. For the job only.

/** Shares that have ended and of which nobody was told. */
export async function listUnnotedEnds(db: Db, nowMs: number, limit: number): Promise<ShareRow[]> {
  const unnoted = db.selectFrom('shares').selectAll().where('ended_noted_at', 'is', null).limit(limit);
  const spent = await unnoted.where('spent_at', '<=', nowMs).orderBy('spent_at').execute();
  return spent.length > 0 ? spent : unnoted.where('expires_at', '<=', nowMs).orderBy('expires_at').execute();
}

/** Undefined when the share has not ended after all, or was noted by another node. */
export function noteEnd(db: Db, id: string, nowMs: number): Promise<ShareRow | undefined> {
  return db
    .updateTable('shares')
    .set({ ended_noted_at: nowMs })
    .where('id', '=', id)
    .where('ended_noted_at', 'is', null)
    .where((where) => where.or([where('spent_at', '<=', nowMs), where('expires_at', '<=', nowMs)]))
    .returningAll()
    .executeTakeFirst();
}

/** Erases the content of shares whose end was noted before `beforeMs`; how many. */
export async function eraseBodies(db: Db, beforeMs: number, nowMs: number, limit: number): Promise<number> {
  const erased = await db
    .updateTable('shares')
    .set({ erased_at: nowMs })
    .where('id', 'in', (some) =>
      some
        .selectFrom('shares')
        .select('id')
        .where('ended_noted_at', '<=', beforeMs)
        .where('erased_at', 'is', null)
        .limit(limit),
    )
    .returning('id')
    .execute();
  const ids = erased.map(({ id }) => id);
  if (ids.length > 0) await db.deleteFrom('share_bodies').where('share_id', 'in', ids).execute();
  return ids.length;
}

/** Deletes the records of erased shares whose end was noted before `beforeMs`; their ids. */
export async function deleteErasedShares(db: Db, beforeMs: number, limit: number): Promise<string[]> {
  const deleted = await db
    .deleteFrom('shares')
    .where('id', 'in', (some) =>
      some
        .selectFrom('shares')
        .select('id')
        .where('ended_noted_at', '<=', beforeMs)
        .where('erased_at', 'is not', null)
        .limit(limit),
    )
    .returning('id')
    .execute();
  return deleted.map(({ id }) => id);
}
