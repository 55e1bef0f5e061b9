import { idCursors, type Listed, type Listing } from '../list-pages.ts';
import type { Page } from '../page.ts';
import type { PageDeps } from '../page-deps.ts';
import { type Comment, toComment } from './comment.ts';
import { listCommentRows } from './page-comments.store.ts';

/** Oldest first; a reply comes later than what it replies to. Throws `invalid_request` for a cursor of another list. */
export async function listComments(
  deps: Pick<PageDeps, 'db' | 'sealer' | 'keyring'>,
  page: Pick<Page, 'id'>,
  { limit, cursor }: Listing,
): Promise<Listed<Comment>> {
  const cursors = idCursors(deps, `comments of ${page.id}`);
  const found = await listCommentRows(deps.db, page.id, { limit: limit + 1, after: cursors.read(cursor) });
  const { rows, nextCursor } = cursors.cut(found, limit);
  return { items: rows.map((row) => toComment(deps.sealer, row)), nextCursor };
}
