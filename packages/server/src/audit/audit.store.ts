import type { Scope } from '../accounts/index.ts';
import type { Db } from '../platform/db/engine.ts';
import type { AuditEntryRow, EventHeadTable } from '../platform/events/events.table.ts';

export type EntryFilter = {
  readonly type?: string | undefined;
  readonly actorId?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
};

type Page = { readonly limit: number; readonly before: number | undefined };

/** Newest first, with a lower number than `before`. */
export function listEntryRows(
  db: Db,
  scope: Scope,
  filter: EntryFilter,
  { limit, before }: Page,
): Promise<AuditEntryRow[]> {
  let query = db
    .selectFrom('audit_entries')
    .selectAll()
    .where('workspace_id', '=', scope.workspaceId)
    .where('livemode', '=', scope.livemode ? 1 : 0);
  if (before !== undefined) query = query.where('number', '<', before);
  if (filter.type !== undefined) query = query.where('type', '=', filter.type);
  if (filter.actorId !== undefined) query = query.where('actor_id', '=', filter.actorId);
  if (filter.subjectId !== undefined) query = query.where('subject_id', '=', filter.subjectId);
  if (filter.fromMs !== undefined) query = query.where('at', '>=', filter.fromMs);
  if (filter.toMs !== undefined) query = query.where('at', '<', filter.toMs);
  return query.orderBy('number', 'desc').limit(limit).execute();
}

// For the operator's check, which is about every workspace.

export function listAllHeads(db: Db): Promise<EventHeadTable[]> {
  return db.selectFrom('event_heads').selectAll().orderBy('workspace_id').execute();
}

/** Workspaces that have entries though nothing says how many. */
export async function listHeadless(db: Db): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('audit_entries')
    .select('workspace_id')
    .distinct()
    .where('workspace_id', 'not in', (heads) => heads.selectFrom('event_heads').select('workspace_id'))
    .execute();
  return rows.map((row) => row.workspace_id);
}

export async function findEntryHash(db: Db, workspaceId: string, number: number): Promise<string | undefined> {
  const query = db.selectFrom('audit_entries').select('hash').where('workspace_id', '=', workspaceId);
  return (await query.where('number', '=', number).executeTakeFirst())?.hash;
}
