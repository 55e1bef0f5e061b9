import { recordChange } from '../../platform/events/record-change.ts';
import { findMembershipRow } from '../people/memberships.store.ts';
import type { Role } from '../people/person.ts';
import type { MemberDeps, Steward } from './member-deps.ts';
import { lastOwner, memberNotFound, notATeam, onlyForAdmins, roleTooHigh } from './members.errors.ts';
import { lockWorkspaceRow, updateRole } from './members.store.ts';
import { mayAssign, maySeeToMembers } from './roles.ts';

/** `deps.db` is a transaction that holds the workspace. */
async function giveRole(deps: MemberDeps, steward: Steward, personId: string, role: Role): Promise<void> {
  const { workspaceId } = steward;
  const member = await findMembershipRow(deps.db, workspaceId, personId);
  if (member === undefined) throw memberNotFound();
  if (!mayAssign(steward.role, member.role) || !mayAssign(steward.role, role)) throw roleTooHigh(steward);
  if (member.role === role) return;
  if (!(await updateRole(deps.db, workspaceId, personId, role))) throw lastOwner();
  await recordChange(deps.db, deps, steward, {
    type: 'member.role_changed',
    subjectId: personId,
    data: { person_id: personId, role, previous_role: member.role },
    summary: `Role changed from ${member.role} to ${role}.`,
  });
}

async function withTeam(
  deps: MemberDeps,
  { workspaceId }: Steward,
  work: (inside: MemberDeps) => Promise<void>,
): Promise<void> {
  await deps.db.transaction().execute(async (transaction) => {
    const workspace = await lockWorkspaceRow(transaction, workspaceId);
    if (workspace?.kind === 'personal') throw notATeam();
    await work({ ...deps, db: transaction });
  });
}

/** Throws `not_found`, `forbidden`, and `conflict` where it would leave the workspace without an owner. */
export async function changeRole(deps: MemberDeps, steward: Steward, personId: string, role: Role): Promise<void> {
  if (!maySeeToMembers(steward.role)) throw onlyForAdmins(steward);
  await withTeam(deps, steward, (inside) => giveRole(inside, steward, personId, role));
}

/** The other becomes an owner, and who was one becomes an admin: both or none. Throws as `changeRole` does. */
export async function handOver(deps: MemberDeps, steward: Steward, personId: string): Promise<void> {
  const { personId: from } = steward;
  if (steward.role !== 'owner' || from === null) throw roleTooHigh(steward);
  if (from === personId) return;
  await withTeam(deps, steward, async (inside) => {
    await giveRole(inside, steward, personId, 'owner');
    await giveRole(inside, steward, from, 'admin');
  });
}
