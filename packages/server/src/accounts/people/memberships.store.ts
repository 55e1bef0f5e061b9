import type { Db } from '../../platform/db/engine.ts';
import type { WorkspaceRow } from '../workspaces.table.ts';
import type { MembershipRow } from './people.table.ts';
import type { Role } from './person.ts';

export function findMembershipRow(db: Db, workspaceId: string, personId: string): Promise<MembershipRow | undefined> {
  return db
    .selectFrom('memberships')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .executeTakeFirst();
}

/** Throws the database's error when they are a member already. */
export async function insertMembership(db: Db, row: MembershipRow): Promise<void> {
  await db.insertInto('memberships').values(row).execute();
}

export type MemberWorkspaceRow = WorkspaceRow & { readonly role: Role };

const workspacesOfMembers = (db: Db) =>
  db
    .selectFrom('memberships')
    .innerJoin('workspaces', 'workspaces.id', 'memberships.workspace_id')
    .selectAll('workspaces')
    .select('memberships.role');

/** The workspace, if the person is a member of it. */
export function findWorkspaceRowOfMember(
  db: Db,
  workspaceId: string,
  personId: string,
): Promise<MemberWorkspaceRow | undefined> {
  return workspacesOfMembers(db)
    .where('memberships.workspace_id', '=', workspaceId)
    .where('memberships.person_id', '=', personId)
    .executeTakeFirst();
}

/** Personal first, then by name. */
export function listWorkspaceRowsOfMember(db: Db, personId: string): Promise<MemberWorkspaceRow[]> {
  return workspacesOfMembers(db)
    .where('memberships.person_id', '=', personId)
    .orderBy('workspaces.kind')
    .orderBy('workspaces.handle')
    .execute();
}

/** Owners and administrators whose address is proven. */
export function listResponsibleRows(db: Db, workspaceId: string): Promise<{ email: string }[]> {
  return db
    .selectFrom('memberships')
    .innerJoin('persons', 'persons.id', 'memberships.person_id')
    .select('persons.email')
    .where('memberships.workspace_id', '=', workspaceId)
    .where('memberships.role', 'in', ['owner', 'admin'])
    .where('persons.email_verified', '=', 1)
    .execute();
}
