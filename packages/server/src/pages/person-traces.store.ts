import type { Db } from '../platform/db/engine.ts';
import type { PageCommentRow } from './comments/page-comments.table.ts';

// What somebody has left on pages of others, in any workspace: for erasing a person only.

type Traced = { readonly personId: string; readonly emailTag: string };

export async function deleteGrantsOf(db: Db, { personId, emailTag }: Traced): Promise<void> {
  await db
    .deleteFrom('page_grants')
    .where((where) => where.or([where('person_id', '=', personId), where('email_tag', '=', emailTag)]))
    .execute();
}

export function listCommentsBy(db: Db, personId: string, limit: number): Promise<Pick<PageCommentRow, 'id'>[]> {
  return db
    .selectFrom('page_comments')
    .select('id')
    .where('author_kind', '=', 'person')
    .where('author_id', '=', personId)
    .limit(limit)
    .execute();
}

export async function renameAuthor(db: Db, id: string, author: { id: string; name: Uint8Array }): Promise<void> {
  const change = { author_id: author.id, author_name: author.name };
  await db.updateTable('page_comments').set(change).where('id', '=', id).execute();
}
