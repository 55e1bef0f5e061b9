import type { Selectable } from 'kysely';
import type { UniqueIndex } from '../platform/db/unique-violation.ts';
import type { Plan, WorkspaceKind } from './workspace.ts';

declare module '../platform/db/tables.ts' {
  interface Database {
    workspaces: WorkspaceTable;
  }
}

/** Times are Unix ms. */
export type WorkspaceTable = {
  id: string;
  handle: string;
  kind: WorkspaceKind;
  name: string;
  plan: Plan;
  created_at: number;
};

export type WorkspaceRow = Selectable<WorkspaceTable>;

export const workspaceHandleUnique: UniqueIndex = {
  name: 'workspaces_handle',
  table: 'workspaces',
  columns: ['handle'],
};
