import type { Selectable } from 'kysely';

declare module '../../platform/db/tables.ts' {
  interface Database {
    page_comments: PageCommentTable;
  }
}

export type AuthorKind = 'person' | 'workspace';

/** `body`, `anchor` (null when there is none) and `author_name` are sealed; times are Unix ms. */
export type PageCommentTable = {
  id: string;
  page_id: string;
  parent_id: string | null;
  version: number;
  body: Uint8Array;
  anchor: Uint8Array | null;
  author_kind: AuthorKind;
  author_id: string;
  author_name: Uint8Array;
  resolved: number;
  created_at: number;
  updated_at: number;
};

export type PageCommentRow = Selectable<PageCommentTable>;
