import type { Context } from 'hono';
import { type ApiEnv, callerOf } from '../api-env.ts';
import { toWorkspace } from '../find-workspace.ts';
import { findReach, type Reach } from '../people/find-reach.ts';
import { actingPerson } from '../sign-in/acting-person.ts';
import { findWorkspaceRowById } from '../workspace-records.store.ts';
import type { MemberDeps, WorkspaceStanding } from './member-deps.ts';
import { workspaceNotFound } from './members.errors.ts';

/** Administrators look after the members of every team, without seeing what the team has. */
async function reachOfAdministrator(deps: Pick<MemberDeps, 'db'>, workspaceId: string): Promise<Reach | undefined> {
  const row = await findWorkspaceRowById(deps.db, workspaceId);
  return row?.kind === 'team' ? { workspace: toWorkspace(row), role: 'admin' } : undefined;
}

/** Who asks about the members of a workspace, and what they are there. Throws `not_found` for who may not know of it. */
export async function stewardOf(
  deps: Pick<MemberDeps, 'db'>,
  c: Context<ApiEnv>,
  workspaceId: string,
): Promise<WorkspaceStanding> {
  const person = await actingPerson(deps, c);
  const administrator = person?.administrator === true;
  const reach =
    (await findReach(deps, c.get('principal'), workspaceId)) ??
    (administrator ? await reachOfAdministrator(deps, workspaceId) : undefined);
  if (reach === undefined) throw workspaceNotFound();
  const { actor } = callerOf(c);
  const steward = { workspaceId, livemode: true, actor, role: reach.role, personId: person?.id ?? null, administrator };
  return { steward, reach };
}

/** What `stewardOf` has found for this request. */
export function standingOf(c: Context<ApiEnv>): WorkspaceStanding {
  const standing = c.get('standing');
  if (standing === undefined) throw new Error('a route about a workspace stands before the check of who asks');
  return standing;
}
