import type { Db } from '../db/engine.ts';
import './doomed-blobs.table.ts';

export async function doomBlobs(db: Db, keys: readonly string[], dueAtMs: number): Promise<void> {
  if (keys.length === 0) return;
  await db
    .insertInto('doomed_blobs')
    .values(keys.map((key) => ({ key, due_at: dueAtMs })))
    .execute();
}

/** Keeps bytes after all, in the transaction that makes something refer to them. False when it is too late for that. */
export async function spareBlob(db: Db, key: string, nowMs: number): Promise<boolean> {
  const result = await db
    .deleteFrom('doomed_blobs')
    .where('key', '=', key)
    .where('due_at', '>', nowMs)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** Lets doomed bytes go now. False when they are spared. */
export async function condemnBlob(db: Db, key: string, nowMs: number): Promise<boolean> {
  const result = await db.updateTable('doomed_blobs').set({ due_at: nowMs }).where('key', '=', key).executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

export async function listDueBlobs(db: Db, nowMs: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('doomed_blobs')
    .select('key')
    .where('due_at', '<=', nowMs)
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return rows.map(({ key }) => key);
}

export async function forgetDoomedBlob(db: Db, key: string): Promise<void> {
  await db.deleteFrom('doomed_blobs').where('key', '=', key).execute();
}
