import type { Actor } from '../../platform/events/caller.ts';
import { recordChange } from '../../platform/events/record-change.ts';
import { createWorkspace } from '../create-workspace.ts';
import type { SignInDeps } from '../sign-in/sign-in-deps.ts';
import type { Workspace } from '../workspace.ts';
import { renameWorkspace } from '../workspaces.store.ts';
import { insertMembership } from './memberships.store.ts';

export type NewTeam = { readonly handle: string; readonly name?: string | undefined };

/** A team whose owner is who made it. Throws `invalid_request` and `conflict` about its handle. */
export async function createTeam(
  deps: SignInDeps,
  personId: string,
  actor: Actor,
  { handle, name }: NewTeam,
): Promise<Workspace> {
  return deps.db.transaction().execute(async (transaction) => {
    const made = await createWorkspace({ ...deps, db: transaction }, { handle, kind: 'team' });
    if (name !== undefined) await renameWorkspace(transaction, made.id, name);
    const workspace = { ...made, name: name ?? made.name };
    const created_at = deps.clock.now();
    await insertMembership(transaction, { workspace_id: workspace.id, person_id: personId, role: 'owner', created_at });
    const caller = { workspaceId: workspace.id, livemode: true, actor };
    await recordChange(transaction, deps, caller, {
      type: 'workspace.created',
      subjectId: workspace.id,
      data: { handle, name: workspace.name },
      summary: `Workspace ${handle} created.`,
    });
    return workspace;
  });
}
