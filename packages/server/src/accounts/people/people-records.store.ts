import { sql } from 'kysely';
import type { Db } from '../../platform/db/engine.ts';
import type { PersonRow } from './people.table.ts';

// What is exported or erased is all that a workspace or a person has.

export function listMembersOf(db: Db, workspaceId: string) {
  return db
    .selectFrom('memberships')
    .innerJoin('persons', 'persons.id', 'memberships.person_id')
    .select(['persons.name', 'persons.email', 'memberships.role', 'memberships.created_at'])
    .where('memberships.workspace_id', '=', workspaceId)
    .orderBy('persons.email')
    .execute();
}

export function listInvitationsOf(db: Db, workspaceId: string) {
  return db
    .selectFrom('invitations')
    .select(['id', 'email', 'role', 'created_at', 'expires_at'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('id')
    .execute();
}

export function listOwnMemberships(db: Db, personId: string) {
  return db
    .selectFrom('memberships')
    .innerJoin('workspaces', 'workspaces.id', 'memberships.workspace_id')
    .select(['workspaces.handle', 'memberships.role'])
    .where('memberships.person_id', '=', personId)
    .orderBy('workspaces.handle')
    .execute();
}

export function listSessionsOf(db: Db, personId: string) {
  return db
    .selectFrom('sessions')
    .select(['id', 'created_at', 'expires_at', 'ip_address', 'user_agent'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute();
}

export function listPasskeysOf(db: Db, personId: string) {
  return db
    .selectFrom('passkeys')
    .select(['id', 'name', 'device_type', 'created_at'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute();
}

/** With the sessions, passkeys and memberships, which go with the person; and what was kept of the address before it was a person's. */
export async function deletePerson(db: Db, { id, email }: Pick<PersonRow, 'id' | 'email'>): Promise<void> {
  // Open sign-in links name the address inside of JSON.
  const pattern = `%${email.replace(/[\\%_]/g, String.raw`\$&`)}%`;
  await db.deleteFrom('verifications').where(sql<boolean>`value like ${pattern} escape '\\'`).execute();
  await db.deleteFrom('expected_people').where('email', '=', email).execute();
  await db.deleteFrom('invitations').where('email', '=', email).execute();
  for (const table of ['sessions', 'accounts', 'passkeys', 'memberships'] as const) {
    await db.deleteFrom(table).where('person_id', '=', id).execute();
  }
  await db.deleteFrom('persons').where('id', '=', id).execute();
}

export async function deletePeopleOf(db: Db, workspaceId: string): Promise<void> {
  for (const table of ['memberships', 'invitations'] as const) {
    await db.deleteFrom(table).where('workspace_id', '=', workspaceId).execute();
  }
}

/** The handles of the teams that would be left without an owner if the person of this personal workspace were gone. */
export async function listTeamsOwnedAlone(db: Db, workspaceId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('persons')
    .innerJoin('memberships as own', 'own.person_id', 'persons.id')
    .innerJoin('workspaces', 'workspaces.id', 'own.workspace_id')
    .select('workspaces.handle')
    .where('persons.workspace_id', '=', workspaceId)
    .where('own.role', '=', 'owner')
    .where('workspaces.kind', '=', 'team')
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('memberships as other')
            .select('other.person_id')
            .whereRef('other.workspace_id', '=', 'own.workspace_id')
            .whereRef('other.person_id', '<>', 'own.person_id')
            .where('other.role', '=', 'owner'),
        ),
      ),
    )
    .orderBy('workspaces.handle')
    .execute();
  return rows.map(({ handle }) => handle);
}
