import type { Scope } from '../accounts/index.ts';
import type { Db } from '../platform/db/engine.ts';
import type { EventRow } from '../platform/events/events.table.ts';

const scoped = (db: Db, scope: Scope) => db.selectFrom('events').where('workspace_id', '=', scope.workspaceId);

/** Undefined when the event is of another workspace, or not kept any more. In either mode: a page may end behind one of the other. */
export async function findSequence(db: Db, scope: Scope, id: string): Promise<number | undefined> {
  const row = await scoped(db, scope).select('sequence').where('id', '=', id).executeTakeFirst();
  return row?.sequence;
}

/** The `sequence` of the last event of the workspace, in either mode. */
export async function findLastSequence(db: Db, { workspaceId }: Scope): Promise<number> {
  const head = await db
    .selectFrom('event_heads')
    .select('events')
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  return head?.events ?? 0;
}

/** How far workspaces have come; those where nothing ever happened are missing. */
export function listHeads(db: Db, workspaceIds: readonly string[]) {
  return db
    .selectFrom('event_heads')
    .select(['workspace_id', 'events'])
    .where('workspace_id', 'in', workspaceIds)
    .execute();
}

/** Events of both modes behind `after`, in the order in which they happened: whoever reads on needs to know how far they go. */
export function listEventRows(db: Db, scope: Scope, after: number, limit: number): Promise<EventRow[]> {
  return scoped(db, scope).selectAll().where('sequence', '>', after).orderBy('sequence').limit(limit).execute();
}

/** Workspaces that have events, for the job that removes old ones. */
export async function listWorkspaceIds(db: Db): Promise<readonly string[]> {
  const rows = await db.selectFrom('event_heads').select('workspace_id').execute();
  return rows.map((row) => row.workspace_id);
}

/** The oldest events of a workspace. */
export function listOldest(db: Db, workspaceId: string, limit: number) {
  return db
    .selectFrom('events')
    .select(['sequence', 'created_at'])
    .where('workspace_id', '=', workspaceId)
    .orderBy('sequence')
    .limit(limit)
    .execute();
}

export async function deleteEventsUpTo(db: Db, workspaceId: string, sequence: number): Promise<void> {
  await db.deleteFrom('events').where('workspace_id', '=', workspaceId).where('sequence', '<=', sequence).execute();
}
