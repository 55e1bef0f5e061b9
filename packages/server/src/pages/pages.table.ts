import type { Insertable, Selectable } from 'kysely';
import type { UniqueIndex } from '../platform/db/unique-violation.ts';
import type { PageMode, Visibility } from './page.ts';

declare module '../platform/db/tables.ts' {
  interface Database {
    pages: PageTable;
    page_versions: PageVersionTable;
    page_counts: PageCountTable;
  }
}

/** `title` is sealed; times are Unix ms. */
export type PageTable = {
  id: string;
  workspace_id: string;
  livemode: number;
  slug: string;
  title: Uint8Array;
  mode: PageMode;
  visibility: Visibility;
  version: number;
  file_size: number;
  taken_down_at: number | null;
  created_at: number;
  updated_at: number;
};

export type PageRow = Selectable<PageTable>;
export type NewPageRow = Insertable<PageTable>;

export const pageSlugUnique: UniqueIndex = {
  name: 'pages_workspace_slug',
  table: 'pages',
  columns: ['workspace_id', 'slug'],
};

export type PageVersionTable = {
  page_id: string;
  number: number;
  blob_key: string;
  file_size: number;
  charset: string;
  etag: string;
  restored_from: number | null;
  created_at: number;
};

export type PageVersionRow = Selectable<PageVersionTable>;

/** How many pages a workspace has in a mode: what the limit of its plan is held against. */
export type PageCountTable = { workspace_id: string; livemode: number; pages: number };
