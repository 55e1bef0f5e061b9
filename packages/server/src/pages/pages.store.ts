import type { Scope } from '../accounts/index.ts';
import type { Db } from '../platform/db/engine.ts';
import type { NewPageRow, PageRow, PageTable } from './pages.table.ts';

/** Throws the database's error when the slug is taken: see `pageSlugUnique`. */
export async function insertPage(db: Db, row: NewPageRow): Promise<void> {
  await db.insertInto('pages').values(row).execute();
}

const scoped = (db: Db, { workspaceId, livemode }: Scope) =>
  db
    .selectFrom('pages')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('livemode', '=', livemode ? 1 : 0);

export function findPage(db: Db, scope: Scope, id: string): Promise<PageRow | undefined> {
  return scoped(db, scope).where('id', '=', id).executeTakeFirst();
}

/** Newest first, below `before` when given: ids are in the order of time. */
export function listPageRows(
  db: Db,
  scope: Scope,
  { limit, before }: { readonly limit: number; readonly before: string | undefined },
): Promise<PageRow[]> {
  const query = scoped(db, scope);
  return (before === undefined ? query : query.where('id', '<', before)).orderBy('id', 'desc').limit(limit).execute();
}

const updateScoped = (db: Db, { workspaceId, livemode }: Scope, id: string) =>
  db
    .updateTable('pages')
    .where('workspace_id', '=', workspaceId)
    .where('livemode', '=', livemode ? 1 : 0)
    .where('id', '=', id)
    .returningAll();

/** The row as it is, which nobody else can change before the transaction ends; SQLite has no `for update`. */
export function lockPage(db: Db, scope: Scope, id: string): Promise<PageRow | undefined> {
  return updateScoped(db, scope, id)
    .set((set) => ({ id: set.ref('id') }))
    .executeTakeFirst();
}

export type PageChange = Partial<Pick<PageTable, 'title' | 'visibility' | 'updated_at'>>;

/** The row after the change, or `undefined` when there is none in this scope. */
export function updatePageRow(db: Db, scope: Scope, id: string, change: PageChange): Promise<PageRow | undefined> {
  return updateScoped(db, scope, id).set(change).executeTakeFirst();
}

/** Moves a page on to its next version; with `expected`, only from one of those. The row after that. */
export function advanceVersion(
  db: Db,
  scope: Scope,
  id: string,
  next: { readonly expected: readonly number[] | undefined; readonly fileSize: number; readonly nowMs: number },
): Promise<PageRow | undefined> {
  let query = updateScoped(db, scope, id).set((set) => ({
    version: set('version', '+', 1),
    file_size: next.fileSize,
    updated_at: next.nowMs,
  }));
  if (next.expected !== undefined) query = query.where('version', 'in', next.expected);
  return query.executeTakeFirst();
}

/** The row as it was, or `undefined` when there is none in this scope. Versions, comments and grants go with it. */
export function deletePageRow(db: Db, { workspaceId, livemode }: Scope, id: string): Promise<PageRow | undefined> {
  return db
    .deleteFrom('pages')
    .where('workspace_id', '=', workspaceId)
    .where('livemode', '=', livemode ? 1 : 0)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}
