import type { Db } from '../../platform/db/engine.ts';
import type { Person } from './person.ts';
import {
  findPersonRow,
  findPersonRowByEmail,
  findPersonRowByUsername,
  findPersonRowOfWorkspace,
  type PersonWithHandleRow,
} from './persons.store.ts';

type Deps = { readonly db: Db };

function toPerson(row: PersonWithHandleRow): Person {
  return {
    id: row.id,
    email: row.email,
    emailVerified: row.email_verified === 1,
    username: row.handle,
    name: row.name,
    workspaceId: row.workspace_id,
    administrator: row.administrator === 1,
  };
}

const toPersonIfAny = (row: PersonWithHandleRow | undefined) => row && toPerson(row);

export async function findPerson({ db }: Deps, id: string): Promise<Person | undefined> {
  return toPersonIfAny(await findPersonRow(db, id));
}

/** In any spelling. Whether the address was proven to be theirs is in what is found. */
export async function findPersonByEmail({ db }: Deps, email: string): Promise<Person | undefined> {
  return toPersonIfAny(await findPersonRowByEmail(db, email.toLowerCase()));
}

export async function findPersonByUsername({ db }: Deps, username: string): Promise<Person | undefined> {
  return toPersonIfAny(await findPersonRowByUsername(db, username));
}

/** Whose personal workspace it is; undefined for a team's, and for one that was made by the operator for nobody yet. */
export async function findPersonOfWorkspace({ db }: Deps, workspaceId: string): Promise<Person | undefined> {
  return toPersonIfAny(await findPersonRowOfWorkspace(db, workspaceId));
}
