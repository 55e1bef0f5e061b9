import type { Db } from '../platform/db/engine.ts';
import type { PageRow } from './pages.table.ts';

// Of both modes: what is exported or erased is all that a workspace has.

/** In the order of ids, behind `afterId`. */
export function listPagesOfWorkspace(db: Db, workspaceId: string, afterId: string, limit: number): Promise<PageRow[]> {
  return db
    .selectFrom('pages')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '>', afterId)
    .orderBy('id')
    .limit(limit)
    .execute();
}

export async function forgetPageCounts(db: Db, workspaceId: string): Promise<void> {
  await db.deleteFrom('page_counts').where('workspace_id', '=', workspaceId).execute();
}
