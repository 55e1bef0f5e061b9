import type { Db } from '../../platform/db/engine.ts';
import type { Role } from '../people/person.ts';
import type { WorkspaceRow } from '../workspaces.table.ts';

export type MemberRow = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly username: string;
  readonly role: Role;
  readonly created_at: number;
};

/** The longest first. */
export function listMemberRows(db: Db, workspaceId: string): Promise<MemberRow[]> {
  return db
    .selectFrom('memberships')
    .innerJoin('persons', 'persons.id', 'memberships.person_id')
    .innerJoin('workspaces', 'workspaces.id', 'persons.workspace_id')
    .select(['persons.id', 'persons.email', 'persons.name', 'workspaces.handle as username'])
    .select(['memberships.role', 'memberships.created_at'])
    .where('memberships.workspace_id', '=', workspaceId)
    .orderBy('memberships.created_at')
    .orderBy('persons.id')
    .execute();
}

/**
 * The workspace, whose members nobody else can change before the transaction ends: two owners who leave at once would each see the
 * other one stay. An update to the same value locks on both databases.
 */
export function lockWorkspaceRow(db: Db, id: string): Promise<WorkspaceRow | undefined> {
  return db
    .updateTable('workspaces')
    .set((set) => ({ id: set.ref('id') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

const otherOwners = (db: Db, workspaceId: string, personId: string) =>
  db
    .selectFrom('memberships as others')
    .select('others.person_id')
    .where('others.workspace_id', '=', workspaceId)
    .where('others.role', '=', 'owner')
    .where('others.person_id', '!=', personId);

/** False for the last owner, and for who is no member. Behind `lockWorkspaceRow`. */
export async function deleteMembership(db: Db, workspaceId: string, personId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('memberships')
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .where((where) => where.or([where('role', '!=', 'owner'), where.exists(otherOwners(db, workspaceId, personId))]))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** False for the last owner, unless they stay one, and for who is no member. Behind `lockWorkspaceRow`. */
export async function updateRole(db: Db, workspaceId: string, personId: string, role: Role): Promise<boolean> {
  let update = db
    .updateTable('memberships')
    .set({ role })
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId);
  if (role !== 'owner') {
    update = update.where((where) =>
      where.or([where('role', '!=', 'owner'), where.exists(otherOwners(db, workspaceId, personId))]),
    );
  }
  const { numUpdatedRows } = await update.executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Makes somebody the owner of each team that has no member at all: those that the operator made on the command line. */
export async function adoptTeamsWithoutMembers(db: Db, personId: string, nowMs: number): Promise<void> {
  await db
    .insertInto('memberships')
    .columns(['workspace_id', 'person_id', 'role', 'created_at'])
    .expression((from) =>
      from
        .selectFrom('workspaces')
        .select((select) => [
          'workspaces.id',
          select.val(personId).as('person_id'),
          select.val('owner').as('role'),
          select.cast<number>(select.val(nowMs), 'bigint').as('created_at'),
        ])
        .where('workspaces.kind', '=', 'team')
        .where((where) =>
          where.not(
            where.exists(
              where
                .selectFrom('memberships as present')
                .select('present.person_id')
                .whereRef('present.workspace_id', '=', 'workspaces.id'),
            ),
          ),
        ),
    )
    .execute();
}
