import type { Db } from '../db/engine.ts';
import { CHAIN_START } from './audit-digest.ts';
import type { EventRow } from './events.table.ts';

/** Takes the next `events` numbers of a workspace, and with them its row until the transaction ends. The last of them. */
export async function takeSequence(db: Db, workspaceId: string, events: number): Promise<number> {
  const row = await db
    .insertInto('event_heads')
    .values({ workspace_id: workspaceId, events, entries: 0, hash: CHAIN_START })
    .onConflict((conflict) =>
      conflict.column('workspace_id').doUpdateSet((set) => ({ events: set('event_heads.events', '+', events) })),
    )
    .returning('events')
    .executeTakeFirstOrThrow();
  return row.events;
}

export async function insertEventRows(db: Db, rows: readonly EventRow[]): Promise<void> {
  await db.insertInto('events').values(rows).execute();
}
