import type { Db } from '../../platform/db/engine.ts';
import type { InvitationRow } from '../people/people.table.ts';

/** Somebody who was invited before to the same workspace has one invitation still: the new one. */
export async function upsertInvitation(db: Db, row: InvitationRow): Promise<InvitationRow> {
  const { role, token_hash, invited_by, created_at, expires_at } = row;
  return db
    .insertInto('invitations')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'email']).doUpdateSet({ role, token_hash, invited_by, created_at, expires_at }),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Newest first; those that have ended are gone. */
export function listInvitationRows(db: Db, workspaceId: string, nowMs: number): Promise<InvitationRow[]> {
  return db
    .selectFrom('invitations')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('expires_at', '>', nowMs)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

export function deleteInvitationRow(db: Db, workspaceId: string, id: string): Promise<InvitationRow | undefined> {
  return db
    .deleteFrom('invitations')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

export type InvitationWithWorkspaceRow = InvitationRow & {
  readonly workspace_name: string;
  readonly inviter: string | null;
};

/** By its token, which is the right to it. */
export function findInvitationByHash(
  db: Db,
  hash: string,
  nowMs: number,
): Promise<InvitationWithWorkspaceRow | undefined> {
  return db
    .selectFrom('invitations')
    .innerJoin('workspaces', 'workspaces.id', 'invitations.workspace_id')
    .leftJoin('persons', 'persons.id', 'invitations.invited_by')
    .selectAll('invitations')
    .select(['workspaces.name as workspace_name', 'persons.name as inviter'])
    .where('token_hash', '=', hash)
    .where('expires_at', '>', nowMs)
    .executeTakeFirst();
}

/** Takes the invitation away, for the one who accepts it; undefined when somebody was quicker. */
export function consumeInvitation(db: Db, hash: string, nowMs: number): Promise<InvitationRow | undefined> {
  return db
    .deleteFrom('invitations')
    .where('token_hash', '=', hash)
    .where('expires_at', '>', nowMs)
    .returningAll()
    .executeTakeFirst();
}

export async function deleteEndedInvitations(db: Db, nowMs: number): Promise<void> {
  await db.deleteFrom('invitations').where('expires_at', '<=', nowMs).execute();
}
