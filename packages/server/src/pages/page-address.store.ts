import type { Db } from '../platform/db/engine.ts';
import type { PageRow } from './pages.table.ts';

/** The page at an address, whoever asks: whether it may be shown is decided by `mayRead`. */
export function findPageBySlug(db: Db, workspaceId: string, slug: string): Promise<PageRow | undefined> {
  return db
    .selectFrom('pages')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('slug', '=', slug)
    .executeTakeFirst();
}
