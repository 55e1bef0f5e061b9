import type { Comment } from './comment.ts';
import type { CommentObject } from './page-comments.schema.ts';

export function presentComment(comment: Comment): CommentObject {
  return {
    id: comment.id,
    page_id: comment.pageId,
    parent_id: comment.parentId,
    version: comment.version,
    body: comment.body,
    anchor: comment.anchor,
    author: comment.author,
    resolved: comment.resolved,
    created_at: new Date(comment.createdAtMs).toISOString(),
    updated_at: new Date(comment.updatedAtMs).toISOString(),
  };
}
