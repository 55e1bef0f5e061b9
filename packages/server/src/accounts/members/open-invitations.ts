import { recordChange } from '../../platform/events/record-change.ts';
import { type Invitation, toInvitation } from './invitation.ts';
import { deleteInvitationRow, listInvitationRows } from './invitations.store.ts';
import type { MemberDeps, Steward } from './member-deps.ts';
import { invitationNotFound, onlyForAdmins } from './members.errors.ts';
import { maySeeToMembers } from './roles.ts';

/** Those that can still be accepted, newest first. For owners and admins. */
export async function listInvitations(deps: MemberDeps, steward: Steward): Promise<readonly Invitation[]> {
  if (!maySeeToMembers(steward.role)) throw onlyForAdmins(steward);
  return (await listInvitationRows(deps.db, steward.workspaceId, deps.clock.now())).map(toInvitation);
}

/** Its address opens nothing from this moment. Throws `not_found`. */
export async function takeBackInvitation(deps: MemberDeps, steward: Steward, id: string): Promise<void> {
  if (!maySeeToMembers(steward.role)) throw onlyForAdmins(steward);
  await deps.db.transaction().execute(async (transaction) => {
    const row = await deleteInvitationRow(transaction, steward.workspaceId, id);
    if (row === undefined) throw invitationNotFound();
    await recordChange(transaction, deps, steward, {
      type: 'member.invitation_revoked',
      subjectId: id,
      data: { email: row.email, role: row.role },
      summary: `Invitation of ${row.email} taken back.`,
    });
  });
}
