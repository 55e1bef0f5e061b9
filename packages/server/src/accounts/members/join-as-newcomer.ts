import { createPerson } from '../people/create-person.ts';
import type { Person } from '../people/person.ts';
import { upsertPassword } from '../sign-in/sign-in-methods.store.ts';
import { findInvitation, joinByInvitation } from './accept-invitation.ts';
import type { MemberDeps } from './member-deps.ts';
import { invitationNotFound } from './members.errors.ts';

export type Newcomer = {
  readonly username: string;
  readonly name: string;
  readonly passwordHash: string | undefined;
  readonly language: string;
  /** Anonymised, for the record of changes. */
  readonly address: string | null;
};

/**
 * Makes a person of somebody who was invited and was never here, and a member at once. The address is that of the invitation: who
 * has it has read that mail, or was given it by an administrator. Throws `not_found`, `invalid_request`, `conflict`.
 */
export async function joinAsNewcomer(deps: MemberDeps, token: string, newcomer: Newcomer): Promise<Person> {
  const invitation = await findInvitation(deps, token);
  if (invitation === undefined) throw invitationNotFound();
  const { username, name, language, passwordHash, address } = newcomer;
  return deps.db.transaction().execute(async (transaction) => {
    const inside = { ...deps, db: transaction };
    const given = { email: invitation.email, username, name, language };
    const person = await createPerson(inside, { ...given, administrator: false, mayClaim: false });
    if (passwordHash !== undefined) {
      const now = new Date(deps.clock.now()).toISOString();
      await upsertPassword(transaction, { id: deps.ids.next('acc'), personId: person.id, hash: passwordHash, now });
    }
    await joinByInvitation(inside, token, person, address);
    return person;
  });
}
