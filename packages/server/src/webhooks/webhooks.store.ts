import { sql } from 'kysely';
import { type Scope, scopeColumns } from '../accounts/index.ts';
import type { Db } from '../platform/db/engine.ts';
import type { EndpointRow, WebhookEndpointTable } from './webhooks.table.ts';

const scoped = (db: Db, scope: Scope) =>
  db.selectFrom('webhook_endpoints').where((where) => where.and(scopeColumns(scope)));

export type NewEndpointRow = Pick<
  EndpointRow,
  'id' | 'url' | 'description' | 'events' | 'status' | 'secret' | 'created_at' | 'updated_at'
>;

/** An endpoint hears of what happens from now on. */
export async function insertEndpoint(db: Db, scope: Scope, row: NewEndpointRow): Promise<EndpointRow> {
  const present = db.selectFrom('event_heads').select('events').where('workspace_id', '=', scope.workspaceId);
  return db
    .insertInto('webhook_endpoints')
    .values({
      ...row,
      ...scopeColumns(scope),
      position: sql<number>`coalesce((${present}), 0)`,
      failures: 0,
      notices: 0,
      throttled_until: 0,
      leased_until: 0,
      leased_by: '',
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export function findEndpoint(db: Db, scope: Scope, id: string): Promise<EndpointRow | undefined> {
  return scoped(db, scope).selectAll().where('id', '=', id).executeTakeFirst();
}

export async function countEndpoints(db: Db, scope: Scope): Promise<number> {
  const query = scoped(db, scope).select((select) => select.fn.countAll<number>().as('total'));
  return (await query.executeTakeFirstOrThrow()).total;
}

/** Newest first. */
export function listEndpoints(db: Db, scope: Scope, page: { limit: number; offset: number }): Promise<EndpointRow[]> {
  return scoped(db, scope)
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

const updateScoped = (db: Db, scope: Scope, id: string) =>
  db
    .updateTable('webhook_endpoints')
    .where((where) => where.and({ ...scopeColumns(scope), id }))
    .returningAll();

export type EndpointChange = Partial<Omit<WebhookEndpointTable, 'id' | 'workspace_id' | 'livemode' | 'created_at'>>;

/** The row after the change; undefined when there is none in this scope. */
export function updateEndpoint(
  db: Db,
  scope: Scope,
  id: string,
  change: EndpointChange,
): Promise<EndpointRow | undefined> {
  return updateScoped(db, scope, id).set(change).executeTakeFirst();
}

/** The row as it is, which nobody else can change before the transaction ends; SQLite has no `for update`. */
export function lockEndpoint(db: Db, scope: Scope, id: string): Promise<EndpointRow | undefined> {
  return updateScoped(db, scope, id)
    .set((set) => ({ id: set.ref('id') }))
    .executeTakeFirst();
}

/** What has happened by now is none of its business: it hears of what comes. */
export async function moveToPresent(db: Db, scope: Scope, id: string): Promise<void> {
  const present = db.selectFrom('event_heads').select('events').where('workspace_id', '=', scope.workspaceId);
  await db
    .updateTable('webhook_endpoints')
    .set({ position: sql<number>`coalesce((${present}), 0)` })
    .where((where) => where.and({ ...scopeColumns(scope), id }))
    .execute();
}

/** With its deliveries. The row as it was; undefined when there is none in this scope. */
export async function deleteEndpoint(db: Db, scope: Scope, id: string): Promise<EndpointRow | undefined> {
  const row = await db
    .deleteFrom('webhook_endpoints')
    .where((where) => where.and({ ...scopeColumns(scope), id }))
    .returningAll()
    .executeTakeFirst();
  if (row !== undefined) await db.deleteFrom('webhook_deliveries').where('endpoint_id', '=', id).execute();
  return row;
}
