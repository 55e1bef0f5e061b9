import type { Db } from '../../platform/db/engine.ts';
import type { PageVersionRow, PageVersionTable } from '../pages.table.ts';

// The scope of everything here is a page, which the caller has found in its own scope.

export async function insertVersion(db: Db, row: PageVersionTable): Promise<void> {
  await db.insertInto('page_versions').values(row).execute();
}

export function findVersion(db: Db, pageId: string, number: number): Promise<PageVersionRow | undefined> {
  return db
    .selectFrom('page_versions')
    .selectAll()
    .where('page_id', '=', pageId)
    .where('number', '=', number)
    .executeTakeFirst();
}

/** Newest first; below `before` when given. */
export function listVersionRows(
  db: Db,
  pageId: string,
  { limit, before }: { readonly limit: number; readonly before: number | undefined },
): Promise<PageVersionRow[]> {
  let query = db.selectFrom('page_versions').selectAll().where('page_id', '=', pageId);
  if (before !== undefined) query = query.where('number', '<', before);
  return query.orderBy('number', 'desc').limit(limit).execute();
}

/** The bytes of all versions; one that was restored has those of another. */
export async function listBlobKeys(db: Db, pageId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('page_versions')
    .select('blob_key')
    .distinct()
    .where('page_id', '=', pageId)
    .execute();
  return rows.map(({ blob_key }) => blob_key);
}
