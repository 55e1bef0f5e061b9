import type { Db } from '../../platform/db/engine.ts';
import type { PageCommentRow, PageCommentTable } from './page-comments.table.ts';

// The scope of everything here is a page, which the caller has found in its own scope or may read.

export async function insertComment(db: Db, row: PageCommentTable): Promise<void> {
  await db.insertInto('page_comments').values(row).execute();
}

const updateOne = (db: Db, pageId: string, id: string) =>
  db.updateTable('page_comments').where('page_id', '=', pageId).where('id', '=', id).returningAll();

/** The row as it is, which nobody else can change or delete before the transaction ends; SQLite has no `for update`. */
export function lockComment(db: Db, pageId: string, id: string): Promise<PageCommentRow | undefined> {
  return updateOne(db, pageId, id)
    .set((set) => ({ id: set.ref('id') }))
    .executeTakeFirst();
}

export type CommentChange = Partial<Pick<PageCommentTable, 'body' | 'resolved' | 'updated_at'>>;

export function updateCommentRow(
  db: Db,
  pageId: string,
  id: string,
  change: CommentChange,
): Promise<PageCommentRow | undefined> {
  return updateOne(db, pageId, id).set(change).executeTakeFirst();
}

/** Replies go with it. */
export async function deleteCommentRow(db: Db, pageId: string, id: string): Promise<void> {
  await db.deleteFrom('page_comments').where('page_id', '=', pageId).where('id', '=', id).execute();
}

/** Oldest first, behind `after` when given. */
export function listCommentRows(
  db: Db,
  pageId: string,
  { limit, after }: { readonly limit: number; readonly after: string | undefined },
): Promise<PageCommentRow[]> {
  const query = db.selectFrom('page_comments').selectAll().where('page_id', '=', pageId);
  return (after === undefined ? query : query.where('id', '>', after)).orderBy('id').limit(limit).execute();
}
