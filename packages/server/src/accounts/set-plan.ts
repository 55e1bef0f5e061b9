import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import type { AccountDeps } from './account-deps.ts';
import { toWorkspace } from './find-workspace.ts';
import type { Plan, Workspace } from './workspace.ts';
import { updatePlan } from './workspaces.store.ts';

/** Puts a workspace on a plan; its keys have the limits of that plan on every node within seconds. Throws `not_found`. */
export async function setPlan({ db }: Pick<AccountDeps, 'db'>, workspaceId: string, plan: Plan): Promise<Workspace> {
  const row = await updatePlan(db, workspaceId, plan);
  if (row === undefined) throw new AppError(FAILURES.notFound, 'There is no workspace with this id.');
  return toWorkspace(row);
}
