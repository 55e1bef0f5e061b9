import { sql } from 'kysely';
import type { Db } from '../db/engine.ts';
import { hashOfText } from '../db/hash-of-text.ts';
import { CHAIN_START } from './audit-digest.ts';
import type { AuditEntryRow, EventHeadTable, EventRow } from './events.table.ts';

/** `digest`: of the audit entry that is added, if one is. */
type Step = { readonly events: number; readonly digest?: string };

/**
 * Takes the next numbers of a workspace, and with them its row until the transaction ends: events and entries become visible in the
 * order of their numbers, with no gap, and the chain cannot fork.
 */
export function advanceHead(db: Db, workspaceId: string, { events, digest }: Step): Promise<EventHeadTable> {
  const entries = digest === undefined ? 0 : 1;
  const after = (hash: ReturnType<typeof sql<string>>) =>
    digest === undefined ? hash : hashOfText(db, sql<string>`${hash} || cast(${digest} as text)`);
  return db
    .insertInto('event_heads')
    .values({ workspace_id: workspaceId, events, entries, hash: after(sql<string>`cast(${CHAIN_START} as text)`) })
    .onConflict((conflict) =>
      conflict.column('workspace_id').doUpdateSet((set) => ({
        events: set('event_heads.events', '+', events),
        entries: set('event_heads.entries', '+', entries),
        hash: after(sql<string>`event_heads.hash`),
      })),
    )
    .returningAll()
    .executeTakeFirstOrThrow();
}

export async function insertEvents(db: Db, rows: readonly EventRow[]): Promise<void> {
  await db.insertInto('events').values(rows).execute();
}

export async function insertAuditEntry(db: Db, row: AuditEntryRow): Promise<void> {
  await db.insertInto('audit_entries').values(row).execute();
}
