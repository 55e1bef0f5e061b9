import type { Db } from '../../platform/db/engine.ts';
import { eraseWordsAbout } from '../../platform/events/event-records.store.ts';
import { countOfWorkspace } from '../../platform/records/count-of-workspace.store.ts';
import { toJsonLines } from '../../platform/records/json-lines.ts';
import type { RecordKeeper } from '../../platform/records/record-keeper.ts';
import {
  deletePeopleOf,
  deletePerson,
  listInvitationsOf,
  listMembersOf,
  listOwnMemberships,
  listPasskeysOf,
  listSessionsOf,
} from './people-records.store.ts';
import { findPersonRowOfWorkspace } from './persons.store.ts';

const toIso = (atMs: number) => new Date(atMs).toISOString();

async function* each<T>(rows: Promise<readonly T[]>) {
  yield* await rows;
}

/**
 * The members of a workspace and who was invited to it. A personal workspace is its person: whoever signs in with it, where they
 * are members, and what is said of them elsewhere.
 */
export function peopleRecords({ db }: { readonly db: Db }): RecordKeeper {
  async function* exportPerson(workspaceId: string) {
    const person = await findPersonRowOfWorkspace(db, workspaceId);
    if (person === undefined) return;
    const { id, email, email_verified, name, handle, language, created_at } = person;
    const shown = { id, email, email_verified: email_verified === 1, name, username: handle, language, created_at };
    yield { path: 'people/person.json', content: JSON.stringify(shown, null, 2) };
    yield* toJsonLines('people/memberships', each(listOwnMemberships(db, id)));
    yield* toJsonLines('people/sessions', each(listSessionsOf(db, id)));
    yield* toJsonLines('people/passkeys', each(listPasskeysOf(db, id)));
  }
  return {
    name: 'people',
    count: async (workspaceId) => ({
      persons: await countOfWorkspace(db, 'persons', workspaceId),
      members: await countOfWorkspace(db, 'memberships', workspaceId),
      invitations: await countOfWorkspace(db, 'invitations', workspaceId),
    }),
    async *export(workspaceId) {
      yield* exportPerson(workspaceId);
      const members = (await listMembersOf(db, workspaceId)).map((row) => ({
        ...row,
        created_at: toIso(row.created_at),
      }));
      yield* toJsonLines('people/members', each(Promise.resolve(members)));
      const invitations = await listInvitationsOf(db, workspaceId);
      const shown = invitations.map((row) => ({
        ...row,
        created_at: toIso(row.created_at),
        expires_at: toIso(row.expires_at),
      }));
      yield* toJsonLines('people/invitations', each(Promise.resolve(shown)));
    },
    async erase(workspaceId) {
      const person = await findPersonRowOfWorkspace(db, workspaceId);
      await db.transaction().execute(async (transaction) => {
        if (person !== undefined) {
          await eraseWordsAbout(transaction, person.id);
          await deletePerson(transaction, person);
        }
        await deletePeopleOf(transaction, workspaceId);
      });
    },
  };
}
