import type { Db } from '../platform/db/engine.ts';
import type { PageRow } from './pages.table.ts';

// Before it is known in which workspace a page is, and whether who asks may see it.

/** The page at an address: whether it may be shown is decided by `mayRead`. */
export function findPageBySlug(db: Db, workspaceId: string, slug: string): Promise<PageRow | undefined> {
  return db
    .selectFrom('pages')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('slug', '=', slug)
    .executeTakeFirst();
}

/** Where a page belongs: whether who asks reaches it is decided by `reachPage`. */
export async function findWorkspaceOfPage(db: Db, livemode: boolean, id: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('pages')
    .select('workspace_id')
    .where('id', '=', id)
    .where('livemode', '=', livemode ? 1 : 0)
    .executeTakeFirst();
  return row?.workspace_id;
}
