import type { Db } from '../platform/db/engine.ts';
import type { Plan, WorkspaceKind } from './workspace.ts';
import type { WorkspaceRow } from './workspaces.table.ts';

/** Throws the database's error when the handle is taken: see `workspaceHandleUnique`. */
export async function insertWorkspace(db: Db, row: WorkspaceRow): Promise<void> {
  await db.insertInto('workspaces').values(row).execute();
}

export function findWorkspaceRow(db: Db, handle: string): Promise<WorkspaceRow | undefined> {
  return db.selectFrom('workspaces').selectAll().where('handle', '=', handle).executeTakeFirst();
}

/** The oldest workspace of the installation, or its oldest one of `kind`. */
export function findFirstWorkspaceRow(db: Db, kind: WorkspaceKind | undefined): Promise<WorkspaceRow | undefined> {
  let query = db.selectFrom('workspaces').selectAll().orderBy('created_at').orderBy('id').limit(1);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  return query.executeTakeFirst();
}

export function updatePlan(db: Db, id: string, plan: Plan): Promise<WorkspaceRow | undefined> {
  return db.updateTable('workspaces').set({ plan }).where('id', '=', id).returningAll().executeTakeFirst();
}

export async function renameWorkspace(db: Db, id: string, name: string): Promise<void> {
  await db.updateTable('workspaces').set({ name }).where('id', '=', id).execute();
}

/** Throws the database's error when the handle is taken: see `workspaceHandleUnique`. */
export async function updateHandle(db: Db, id: string, handle: string): Promise<void> {
  await db.updateTable('workspaces').set({ handle }).where('id', '=', id).execute();
}
