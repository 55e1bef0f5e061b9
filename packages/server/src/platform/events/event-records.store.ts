import type { Db } from '../db/engine.ts';
import type { AuditEntryRow, EventRow } from './events.table.ts';

// Of both modes: what is exported or erased is all that a workspace has.

/** Behind the sequence `after`. */
export function listEventsOfWorkspace(db: Db, workspaceId: string, after: number, limit: number): Promise<EventRow[]> {
  return db
    .selectFrom('events')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit)
    .execute();
}

/** In the order in which they were written, behind the number `after`. */
export function listEntriesOfWorkspace(
  db: Db,
  workspaceId: string,
  after: number,
  limit: number,
): Promise<AuditEntryRow[]> {
  return db
    .selectFrom('audit_entries')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute();
}

export async function deleteEventsOfWorkspace(db: Db, workspaceId: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const table of ['events', 'audit_entries', 'event_heads'] as const) {
      await transaction.deleteFrom(table).where('workspace_id', '=', workspaceId).execute();
    }
  });
}

/** What entries of any workspace say of a person, in words. That and when something happened stays, and the chain holds. */
export async function eraseWordsAbout(db: Db, personId: string): Promise<void> {
  await db
    .updateTable('audit_entries')
    .set({ summary: null })
    .where((where) =>
      where.or([
        where('subject_id', '=', personId),
        where.and([where('actor_kind', '=', 'person'), where('actor_id', '=', personId)]),
      ]),
    )
    .execute();
}
