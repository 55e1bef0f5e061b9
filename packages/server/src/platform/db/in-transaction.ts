import type { Db } from './engine.ts';

/** Runs `work` in a transaction: in the one of `db` when it is one, as transactions do not nest. */
export function inTransaction<T>(db: Db, work: (transaction: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work);
}
