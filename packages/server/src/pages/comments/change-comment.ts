import type { Caller } from '../../platform/events/caller.ts';
import { recordChange } from '../../platform/events/record-change.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import type { Page } from '../page.ts';
import type { PageDeps } from '../page-deps.ts';
import { commentNotFound } from '../pages.errors.ts';
import type { Commenter } from './add-comment.ts';
import { type Comment, sealComment, toComment } from './comment.ts';
import { type CommentChange, deleteCommentRow, lockComment, updateCommentRow } from './page-comments.store.ts';
import type { PageCommentRow } from './page-comments.table.ts';

type Deps = Pick<PageDeps, 'db' | 'sealer' | 'clock' | 'ids'>;

/** Only what is given changes. */
export type CommentUpdate = { readonly body?: string | undefined; readonly resolved?: boolean | undefined };

const isAuthor = ({ author }: Commenter, row: PageCommentRow) =>
  row.author_kind === author.kind && row.author_id === author.id;

function requireAuthor(commenter: Commenter, row: PageCommentRow): void {
  if (isAuthor(commenter, row)) return;
  throw new AppError(FAILURES.forbidden, 'Only the author of a comment changes what it says.');
}

function requireAuthorOrOwner(commenter: Commenter, row: PageCommentRow): void {
  if (isAuthor(commenter, row) || commenter.moderates) return;
  throw new AppError(FAILURES.forbidden, 'Only the author of a comment and the owner of its page may do this.');
}

/** Throws `not_found`, and `forbidden` for who is neither its author nor, for `resolved`, the owner of the page. */
export async function updateComment(
  deps: Deps,
  caller: Caller,
  page: Pick<Page, 'id'>,
  commenter: Commenter,
  id: string,
  update: CommentUpdate,
): Promise<Comment> {
  const nowMs = deps.clock.now();
  return deps.db.transaction().execute(async (transaction) => {
    const before = await lockComment(transaction, page.id, id);
    if (before === undefined) throw commentNotFound();
    const change: CommentChange = { updated_at: nowMs };
    if (update.body !== undefined) {
      requireAuthor(commenter, before);
      change.body = sealComment(deps.sealer, id, 'body', update.body);
    }
    if (update.resolved !== undefined) {
      requireAuthorOrOwner(commenter, before);
      change.resolved = update.resolved ? 1 : 0;
    }
    const row = await updateCommentRow(transaction, page.id, id, change);
    if (row === undefined) throw commentNotFound();
    const data = { page_id: page.id, comment_id: id, resolved: row.resolved === 1 };
    const summary = `Comment changed: ${id}, ${Object.keys(update).join(', ') || 'nothing'}.`;
    await recordChange(transaction, deps, caller, { type: 'comment.updated', summary, subjectId: page.id, data });
    return toComment(deps.sealer, row);
  });
}

/** Deletes a comment with its replies. Throws `not_found`, and `forbidden` for who is neither its author nor the page's owner. */
export async function deleteComment(
  deps: Deps,
  caller: Caller,
  page: Pick<Page, 'id'>,
  commenter: Commenter,
  id: string,
): Promise<void> {
  await deps.db.transaction().execute(async (transaction) => {
    const row = await lockComment(transaction, page.id, id);
    if (row === undefined) throw commentNotFound();
    requireAuthorOrOwner(commenter, row);
    await deleteCommentRow(transaction, page.id, id);
    const data = { page_id: page.id, comment_id: id };
    const summary = `Comment deleted: ${id}.`;
    await recordChange(transaction, deps, caller, { type: 'comment.deleted', summary, subjectId: page.id, data });
  });
}
