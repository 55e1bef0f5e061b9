import { recordChange } from '../../platform/events/record-change.ts';
import { findMembershipRow } from '../people/memberships.store.ts';
import type { MemberDeps, Steward } from './member-deps.ts';
import { lastOwner, memberNotFound, onlyForAdmins, roleTooHigh } from './members.errors.ts';
import { deleteMembership, lockWorkspaceRow } from './members.store.ts';
import { mayAssign, maySeeToMembers } from './roles.ts';

/**
 * Ends somebody's membership: they leave, or are removed. Their sessions and personal keys reach the workspace no more from this
 * moment; keys of the workspace itself stay. Throws `not_found`, `forbidden`, and `conflict` for the last owner.
 */
export async function endMembership(deps: MemberDeps, steward: Steward, personId: string): Promise<void> {
  const { workspaceId } = steward;
  const leaves = personId === steward.personId;
  if (!leaves && !maySeeToMembers(steward.role)) throw onlyForAdmins(steward);
  await deps.db.transaction().execute(async (transaction) => {
    await lockWorkspaceRow(transaction, workspaceId);
    const member = await findMembershipRow(transaction, workspaceId, personId);
    if (member === undefined) throw memberNotFound();
    if (!leaves && !mayAssign(steward.role, member.role)) throw roleTooHigh(steward);
    if (!(await deleteMembership(transaction, workspaceId, personId))) throw lastOwner();
    await recordChange(transaction, deps, steward, {
      type: 'member.removed',
      subjectId: personId,
      data: { person_id: personId, role: member.role },
      summary: leaves ? `Member left; was ${member.role}.` : `Member removed; was ${member.role}.`,
    });
  });
}
