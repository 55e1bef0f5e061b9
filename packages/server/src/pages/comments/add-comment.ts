import type { Caller } from '../../platform/events/caller.ts';
import { recordChange } from '../../platform/events/record-change.ts';
import type { Page } from '../page.ts';
import type { PageDeps } from '../page-deps.ts';
import { commentNotFound, pageNotFound } from '../pages.errors.ts';
import { lockPage } from '../pages.store.ts';
import { type Anchor, type Author, type Comment, sealAnchor, sealComment } from './comment.ts';
import { insertComment, lockComment } from './page-comments.store.ts';

/**
 * Who works with the comments of a page that they may read. `moderates`: they belong to the page's owner, and may resolve and delete what
 * others wrote.
 */
export type Commenter = { readonly author: Author; readonly moderates: boolean };

export type NewComment = {
  readonly body: string;
  readonly parentId?: string | undefined;
  readonly anchor?: Anchor | null | undefined;
};

type Deps = Pick<PageDeps, 'db' | 'sealer' | 'clock' | 'ids'>;

/** `caller` acts in the workspace of the page. Throws `not_found` for a page, or a comment to reply to, that is not there. */
export async function addComment(
  deps: Deps,
  caller: Caller,
  page: Pick<Page, 'id' | 'version'>,
  { author }: Commenter,
  input: NewComment,
): Promise<Comment> {
  const { sealer } = deps;
  const nowMs = deps.clock.now();
  const comment: Comment = {
    id: deps.ids.uuid(),
    pageId: page.id,
    parentId: input.parentId ?? null,
    version: page.version,
    body: input.body,
    anchor: input.anchor ?? null,
    author,
    resolved: false,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
  await deps.db.transaction().execute(async (transaction) => {
    // Both locked: neither may be deleted before the comment is there.
    if ((await lockPage(transaction, caller, page.id)) === undefined) throw pageNotFound();
    const { parentId } = comment;
    if (parentId !== null && (await lockComment(transaction, page.id, parentId)) === undefined) throw commentNotFound();
    await insertComment(transaction, {
      id: comment.id,
      page_id: page.id,
      parent_id: parentId,
      version: comment.version,
      body: sealComment(sealer, comment.id, 'body', comment.body),
      anchor: sealAnchor(sealer, comment.id, comment.anchor),
      author_kind: author.kind,
      author_id: author.id,
      author_name: sealComment(sealer, comment.id, 'author_name', author.name),
      resolved: 0,
      created_at: nowMs,
      updated_at: nowMs,
    });
    // What was written is for those who may read the page, and not for whoever is told of events.
    const data = { page_id: page.id, comment_id: comment.id, parent_id: parentId, version: comment.version };
    const summary = `Comment on a page: ${comment.id}${parentId === null ? '' : `, a reply to ${parentId}`}.`;
    await recordChange(transaction, deps, caller, { type: 'page.commented', summary, subjectId: page.id, data });
  });
  return comment;
}
