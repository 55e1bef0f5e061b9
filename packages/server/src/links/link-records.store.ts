import type { Db } from '../platform/db/engine.ts';
import type { LinkRow } from './links.table.ts';

// Of both modes: what is exported or erased is all that a workspace has.

/** In the order of ids, behind `afterId`. */
export function listLinksOfWorkspace(db: Db, workspaceId: string, afterId: string, limit: number): Promise<LinkRow[]> {
  return db
    .selectFrom('links')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Some of them, `limit` at most. */
export function deleteLinksOfWorkspace(
  db: Db,
  workspaceId: string,
  limit: number,
): Promise<Pick<LinkRow, 'id' | 'domain' | 'slug'>[]> {
  return db
    .deleteFrom('links')
    .where('id', 'in', (some) =>
      some.selectFrom('links').select('id').where('workspace_id', '=', workspaceId).limit(limit),
    )
    .returning(['id', 'domain', 'slug'])
    .execute();
}
