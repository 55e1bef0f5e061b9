import type { Selectable } from 'kysely';
import type { UniqueIndex } from '../platform/db/unique-violation.ts';

declare module '../platform/db/tables.ts' {
  interface Database {
    erasures: ErasureTable;
  }
}

/** `counts` and `left_over`: JSON from the name of a keeper to its counts, before and after; null until then. Times are Unix ms. */
export type ErasureTable = {
  id: string;
  workspace_id: string;
  requested_at: number;
  counts: string | null;
  left_over: string | null;
  finished_at: number | null;
};

export type ErasureRow = Selectable<ErasureTable>;

export const erasureWorkspaceUnique: UniqueIndex = {
  name: 'erasures_workspace',
  table: 'erasures',
  columns: ['workspace_id'],
};
