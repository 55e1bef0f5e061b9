import { hashOneTimeToken, isOneTimeToken } from '../../platform/crypto/one-time-token.ts';
import type { Actor } from '../../platform/events/caller.ts';
import { recordChange } from '../../platform/events/record-change.ts';
import { findMembershipRow, insertMembership } from '../people/memberships.store.ts';
import type { Person } from '../people/person.ts';
import { verifyEmail } from '../people/persons.store.ts';
import { type Invitation, toInvitation } from './invitation.ts';
import { consumeInvitation, findInvitationByHash } from './invitations.store.ts';
import type { MemberDeps } from './member-deps.ts';
import { invitationNotFound, invitedUnderOtherAddress } from './members.errors.ts';

/** What the page of an invitation may tell to who has its address. */
export type ShownInvitation = Invitation & { readonly workspaceName: string; readonly inviter: string | null };

export async function findInvitation(deps: MemberDeps, token: string): Promise<ShownInvitation | undefined> {
  if (!isOneTimeToken(token)) return undefined;
  const hash = hashOneTimeToken(deps.keyring, 'invitation', token);
  const row = await findInvitationByHash(deps.db, hash, deps.clock.now());
  return row && { ...toInvitation(row), workspaceName: row.workspace_name, inviter: row.inviter };
}

/** Uses up the token, in the transaction of `deps.db`, for the person it was for: whoever has it has proven the address. */
export async function joinByInvitation(
  deps: MemberDeps,
  token: string,
  person: Pick<Person, 'id' | 'email'>,
  address: string | null,
): Promise<Invitation> {
  if (!isOneTimeToken(token)) throw invitationNotFound();
  const hash = hashOneTimeToken(deps.keyring, 'invitation', token);
  const row = await consumeInvitation(deps.db, hash, deps.clock.now());
  if (row === undefined) throw invitationNotFound();
  // The transaction ends here, so the invitation stays for whom it is.
  if (row.email !== person.email) throw invitedUnderOtherAddress();
  await verifyEmail(deps.db, person.id, new Date(deps.clock.now()).toISOString());
  const { workspace_id, role } = row;
  if ((await findMembershipRow(deps.db, workspace_id, person.id)) === undefined) {
    await insertMembership(deps.db, { workspace_id, person_id: person.id, role, created_at: deps.clock.now() });
    const actor: Actor = { kind: 'person', id: person.id, address };
    await recordChange(
      deps.db,
      deps,
      { workspaceId: workspace_id, livemode: true, actor },
      {
        type: 'member.joined',
        subjectId: person.id,
        data: { person_id: person.id, role },
        summary: `Joined as ${role}.`,
      },
    );
  }
  return toInvitation(row);
}

/** For somebody who is signed in. Throws `not_found`, and `forbidden` for an invitation of another address. */
export async function acceptInvitation(
  deps: MemberDeps,
  token: string,
  person: Pick<Person, 'id' | 'email'>,
  address: string | null,
): Promise<Invitation> {
  return deps.db
    .transaction()
    .execute((transaction) => joinByInvitation({ ...deps, db: transaction }, token, person, address));
}
