import type { Db } from '../platform/db/engine.ts';
import type { ErasureRow, ErasureTable } from './erasures.table.ts';

/** Throws the database's error when the workspace is being erased already: see `erasureWorkspaceUnique`. */
export async function insertErasure(db: Db, row: Pick<ErasureTable, 'id' | 'workspace_id' | 'requested_at'>) {
  await db
    .insertInto('erasures')
    .values({ ...row, counts: null, left_over: null, finished_at: null })
    .execute();
}

export function findErasure(db: Db, id: string): Promise<ErasureRow | undefined> {
  return db.selectFrom('erasures').selectAll().where('id', '=', id).executeTakeFirst();
}

export function findErasureOf(db: Db, workspaceId: string): Promise<ErasureRow | undefined> {
  return db.selectFrom('erasures').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirst();
}

export function listUnfinishedErasures(db: Db): Promise<ErasureRow[]> {
  return db.selectFrom('erasures').selectAll().where('finished_at', 'is', null).orderBy('requested_at').execute();
}

export type ErasureChange = Partial<Pick<ErasureTable, 'counts' | 'left_over' | 'finished_at'>>;

export async function updateErasure(db: Db, id: string, change: ErasureChange): Promise<void> {
  await db.updateTable('erasures').set(change).where('id', '=', id).execute();
}
