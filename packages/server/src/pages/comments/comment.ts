import type { Sealer } from '../../platform/crypto/seal.ts';
import type { AuthorKind, PageCommentRow } from './page-comments.table.ts';

/** What a comment points at: the quoted text, and the CSS path of the element that holds it. Kept when the page gets a new version. */
export type Anchor = { readonly quote: string; readonly selector: string };

export type Author = { readonly kind: AuthorKind; readonly id: string; readonly name: string };

/** `version`: the one that the page was at. */
export type Comment = {
  readonly id: string;
  readonly pageId: string;
  readonly parentId: string | null;
  readonly version: number;
  readonly body: string;
  readonly anchor: Anchor | null;
  readonly author: Author;
  readonly resolved: boolean;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
};

type SealedColumn = 'body' | 'anchor' | 'author_name';

const placeOf = (column: SealedColumn, id: string) => ({ table: 'page_comments', column, row: id });

export function sealComment(sealer: Sealer, id: string, column: SealedColumn, text: string): Uint8Array {
  return sealer.seal(text, placeOf(column, id));
}

export function sealAnchor(sealer: Sealer, id: string, anchor: Anchor | null): Uint8Array | null {
  return anchor && sealComment(sealer, id, 'anchor', JSON.stringify(anchor));
}

/** Throws `SealBroken` when what is stored was altered. */
export function toComment(sealer: Sealer, row: PageCommentRow): Comment {
  const open = (column: SealedColumn, sealed: Uint8Array) =>
    sealer.open(sealed, placeOf(column, row.id)).toString('utf8');
  return {
    id: row.id,
    pageId: row.page_id,
    parentId: row.parent_id,
    version: row.version,
    body: open('body', row.body),
    // What was sealed had passed the schema of an anchor, and a seal does not open on anything else.
    anchor: row.anchor === null ? null : (JSON.parse(open('anchor', row.anchor)) as Anchor),
    author: { kind: row.author_kind, id: row.author_id, name: open('author_name', row.author_name) },
    resolved: row.resolved === 1,
    createdAtMs: row.created_at,
    updatedAtMs: row.updated_at,
  };
}
