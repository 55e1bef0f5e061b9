import type { AccountDeps } from './account-deps.ts';
import type { Workspace, WorkspaceKind } from './workspace.ts';
import { findFirstWorkspaceRow, findWorkspaceRow } from './workspaces.store.ts';
import type { WorkspaceRow } from './workspaces.table.ts';

export function toWorkspace({ created_at, ...columns }: WorkspaceRow): Workspace {
  return { ...columns, createdAtMs: created_at };
}

export async function findWorkspace({ db }: Pick<AccountDeps, 'db'>, handle: string): Promise<Workspace | undefined> {
  const row = await findWorkspaceRow(db, handle);
  return row && toWorkspace(row);
}

/** The one that was made first; with `kind`, the first of that kind. */
export async function findFirstWorkspace(
  { db }: Pick<AccountDeps, 'db'>,
  kind?: WorkspaceKind,
): Promise<Workspace | undefined> {
  const row = await findFirstWorkspaceRow(db, kind);
  return row && toWorkspace(row);
}
