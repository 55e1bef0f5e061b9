import { recordChange } from '../../platform/events/record-change.ts';
import { renameWorkspace } from '../workspaces.store.ts';
import type { MemberDeps, Steward } from './member-deps.ts';
import { onlyForAdmins } from './members.errors.ts';
import { maySeeToMembers } from './roles.ts';

/** Its name, which people see; the handle in addresses stays. */
export async function renameTeam(deps: MemberDeps, steward: Steward, name: string): Promise<void> {
  if (!maySeeToMembers(steward.role)) throw onlyForAdmins(steward);
  await deps.db.transaction().execute(async (transaction) => {
    await renameWorkspace(transaction, steward.workspaceId, name);
    await recordChange(transaction, deps, steward, {
      type: 'workspace.renamed',
      subjectId: steward.workspaceId,
      data: { name },
      summary: `Workspace is now called ${name}.`,
    });
  });
}
