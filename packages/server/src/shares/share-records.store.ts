import type { Db } from '../platform/db/engine.ts';
import type { ShareRow } from './shares.table.ts';

// Of both modes: what is exported or erased is all that a workspace has.

/** In the order of ids, behind `afterId`. */
export function listSharesOfWorkspace(
  db: Db,
  workspaceId: string,
  afterId: string,
  limit: number,
): Promise<ShareRow[]> {
  return db
    .selectFrom('shares')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Some of them with their contents, `limit` at most; their ids. */
export async function deleteSharesOfWorkspace(db: Db, workspaceId: string, limit: number): Promise<string[]> {
  const deleted = await db
    .deleteFrom('shares')
    .where('id', 'in', (some) =>
      some.selectFrom('shares').select('id').where('workspace_id', '=', workspaceId).limit(limit),
    )
    .returning('id')
    .execute();
  const ids = deleted.map(({ id }) => id);
  if (ids.length > 0) {
    await db.deleteFrom('share_bodies').where('share_id', 'in', ids).execute();
    await db.deleteFrom('share_password_attempts').where('share_id', 'in', ids).execute();
  }
  return ids;
}
