import type { Db } from '../../platform/db/engine.ts';
import type { PersonRow } from './people.table.ts';

// People belong to no workspace but their own, so these queries have no scope: whoever calls them knows whom they mean.

export type PersonWithHandleRow = PersonRow & { readonly handle: string };

const persons = (db: Db) =>
  db
    .selectFrom('persons')
    .innerJoin('workspaces', 'workspaces.id', 'persons.workspace_id')
    .selectAll('persons')
    .select('workspaces.handle');

export function findPersonRow(db: Db, id: string): Promise<PersonWithHandleRow | undefined> {
  return persons(db).where('persons.id', '=', id).executeTakeFirst();
}

/** `email` in lower case. */
export function findPersonRowByEmail(db: Db, email: string): Promise<PersonWithHandleRow | undefined> {
  return persons(db).where('persons.email', '=', email).executeTakeFirst();
}

export function findPersonRowByUsername(db: Db, username: string): Promise<PersonWithHandleRow | undefined> {
  return persons(db).where('workspaces.handle', '=', username).executeTakeFirst();
}

/** Whose personal workspace it is. */
export function findPersonRowOfWorkspace(db: Db, workspaceId: string): Promise<PersonWithHandleRow | undefined> {
  return persons(db).where('persons.workspace_id', '=', workspaceId).executeTakeFirst();
}

export async function hasAnyPerson(db: Db): Promise<boolean> {
  return (await db.selectFrom('persons').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Throws the database's error when somebody has this address already: see `personEmailUnique`. */
export async function insertPerson(db: Db, row: PersonRow): Promise<void> {
  await db.insertInto('persons').values(row).execute();
}

export async function verifyEmail(db: Db, id: string, now: string): Promise<void> {
  await db
    .updateTable('persons')
    .set({ email_verified: 1, updated_at: now })
    .where('id', '=', id)
    .where('email_verified', '=', 0)
    .execute();
}

export async function updatePersonRow(
  db: Db,
  id: string,
  change: { readonly name?: string; readonly language?: string },
  now: string,
): Promise<void> {
  await db
    .updateTable('persons')
    .set({ ...change, updated_at: now })
    .where('id', '=', id)
    .execute();
}

export function listAdministratorEmailRows(db: Db): Promise<{ email: string }[]> {
  return db
    .selectFrom('persons')
    .select('email')
    .where('administrator', '=', 1)
    .where('email_verified', '=', 1)
    .orderBy('email')
    .execute();
}

export async function findFirstAdministratorId(db: Db): Promise<string | undefined> {
  const query = db.selectFrom('persons').select('id').where('administrator', '=', 1).orderBy('created_at').limit(1);
  return (await query.executeTakeFirst())?.id;
}
