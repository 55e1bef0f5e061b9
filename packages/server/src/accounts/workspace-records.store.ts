import type { Db } from '../platform/db/engine.ts';
import type { ApiKeyRow } from './keys.table.ts';
import type { WorkspaceRow } from './workspaces.table.ts';

// Of both modes: what is exported or erased is all that a workspace has.

export function findWorkspaceRowById(db: Db, id: string): Promise<WorkspaceRow | undefined> {
  return db.selectFrom('workspaces').selectAll().where('id', '=', id).executeTakeFirst();
}

export function listKeysOfWorkspace(db: Db, workspaceId: string): Promise<ApiKeyRow[]> {
  return db.selectFrom('api_keys').selectAll().where('workspace_id', '=', workspaceId).orderBy('id').execute();
}

/** The hashes of those that were revoked by this. */
export async function revokeKeysOfWorkspace(db: Db, workspaceId: string, nowMs: number): Promise<string[]> {
  const rows = await db
    .updateTable('api_keys')
    .set({ revoked_at: nowMs })
    .where('workspace_id', '=', workspaceId)
    .where('revoked_at', 'is', null)
    .returning('hash')
    .execute();
  return rows.map(({ hash }) => hash);
}

export async function deleteWorkspaceAndKeys(db: Db, workspaceId: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await transaction.deleteFrom('api_keys').where('workspace_id', '=', workspaceId).execute();
    await transaction.deleteFrom('workspaces').where('id', '=', workspaceId).execute();
  });
}
