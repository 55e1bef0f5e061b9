import { isUniqueViolation } from '../../platform/db/unique-violation.ts';
import type { Actor } from '../../platform/events/caller.ts';
import { recordChange } from '../../platform/events/record-change.ts';
import { requireHandle } from '../handle.ts';
import type { SignInDeps } from '../sign-in/sign-in-deps.ts';
import { handleTaken } from '../workspaces.errors.ts';
import { updateHandle } from '../workspaces.store.ts';
import { workspaceHandleUnique } from '../workspaces.table.ts';
import type { Person } from './person.ts';
import { updatePersonRow } from './persons.store.ts';

export type PersonUpdate = {
  readonly name?: string | undefined;
  readonly username?: string | undefined;
  readonly language?: string | undefined;
};

/**
 * Changes what people see of somebody. Another username is another first part of the addresses of their pages: the old addresses lead
 * nowhere from then on. Throws `invalid_request` and `conflict`.
 */
export async function updatePerson(
  deps: SignInDeps,
  person: Person,
  actor: Actor,
  { name, username, language }: PersonUpdate,
): Promise<Person> {
  const handle = requireHandle(username ?? person.username);
  const now = new Date(deps.clock.now()).toISOString();
  const change = { ...(name === undefined ? {} : { name }), ...(language === undefined ? {} : { language }) };
  try {
    await deps.db.transaction().execute(async (transaction) => {
      await updatePersonRow(transaction, person.id, change, now);
      if (handle === person.username) return;
      await updateHandle(transaction, person.workspaceId, handle);
      await recordChange(
        transaction,
        deps,
        { workspaceId: person.workspaceId, livemode: true, actor },
        {
          type: 'workspace.renamed',
          subjectId: person.workspaceId,
          data: { handle },
          summary: `Username changed from ${person.username} to ${handle}.`,
        },
      );
    });
  } catch (error) {
    throw isUniqueViolation(error, workspaceHandleUnique) ? handleTaken(handle, error) : error;
  }
  return { ...person, name: name ?? person.name, username: handle };
}
