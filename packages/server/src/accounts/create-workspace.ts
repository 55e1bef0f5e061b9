import { isUniqueViolation } from '../platform/db/unique-violation.ts';
import type { AccountDeps } from './account-deps.ts';
import { requireHandle } from './handle.ts';
import type { Plan, Workspace, WorkspaceKind } from './workspace.ts';
import { handleTaken } from './workspaces.errors.ts';
import { insertWorkspace } from './workspaces.store.ts';
import { workspaceHandleUnique } from './workspaces.table.ts';

export type NewWorkspace = {
  readonly handle: string;
  readonly kind: WorkspaceKind;
  readonly plan?: Plan | undefined;
};

/** Throws `invalid_request` for a handle that is not allowed, `conflict` for one that is taken. */
export async function createWorkspace(
  deps: Pick<AccountDeps, 'db' | 'clock' | 'ids'>,
  input: NewWorkspace,
): Promise<Workspace> {
  const handle = requireHandle(input.handle);
  const { kind, plan = 'free' } = input;
  const workspace = { id: deps.ids.next('wsp'), handle, kind, name: handle, plan, createdAtMs: deps.clock.now() };
  const { createdAtMs, ...columns } = workspace;
  try {
    await insertWorkspace(deps.db, { ...columns, created_at: createdAtMs });
  } catch (error) {
    if (!isUniqueViolation(error, workspaceHandleUnique)) throw error;
    throw handleTaken(handle, error);
  }
  return workspace;
}
