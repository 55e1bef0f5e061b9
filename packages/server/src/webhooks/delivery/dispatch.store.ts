import { sql } from 'kysely';
import { databaseTime } from '../../platform/db/database-time.ts';
import type { Db } from '../../platform/db/engine.ts';
import type { DeliveryRow, EndpointRow, WebhookEndpointTable } from '../webhooks.table.ts';

// For the dispatcher only, which works for every workspace.

/** No lease reaches further: one that does was made before the clock was set back, and binds nobody. */
const LEASE_MAX_MS = 3_600_000;

const fromNow = (db: Db, ms: number) => sql<number>`${databaseTime(db)} + cast(${Math.ceil(ms)} as bigint)`;

/** `present`: the `sequence` of the last event of its workspace. */
export type EndpointBehind = EndpointRow & { readonly present: number };

/** Endpoints whose workspace has events that they have not been looked at for. */
export function listEndpointsBehind(db: Db, limit: number): Promise<EndpointBehind[]> {
  return db
    .selectFrom('webhook_endpoints')
    .innerJoin('event_heads', 'event_heads.workspace_id', 'webhook_endpoints.workspace_id')
    .selectAll('webhook_endpoints')
    .select('event_heads.events as present')
    .where('status', '=', 'active')
    .whereRef('event_heads.events', '>', 'webhook_endpoints.position')
    .limit(limit)
    .execute();
}

/** False when another node was quicker, or the endpoint is gone or no longer active. */
export async function movePosition(db: Db, endpoint: EndpointRow, position: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_endpoints')
    .set({ position })
    .where('id', '=', endpoint.id)
    .where('position', '=', endpoint.position)
    .where('status', '=', 'active')
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Endpoints that have something due and that nobody sends to. `exists` for each, so that a long queue of one costs the others nothing. */
export async function listEndpointsDue(db: Db, nowMs: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('webhook_endpoints')
    .select('id')
    .where('status', '=', 'active')
    .where('throttled_until', '<=', nowMs)
    .where((where) =>
      where.or([where('leased_until', '<=', databaseTime(db)), where('leased_until', '>', fromNow(db, LEASE_MAX_MS))]),
    )
    .where((where) =>
      where.exists(
        where
          .selectFrom('webhook_deliveries')
          .select('webhook_deliveries.id')
          .whereRef('webhook_deliveries.endpoint_id', '=', 'webhook_endpoints.id')
          .where('next_attempt_at', '<=', nowMs),
      ),
    )
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Takes an endpoint for `run`: one guarded update, of which one node's succeeds. */
export async function claimEndpoint(db: Db, id: string, run: string, leaseMs: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_endpoints')
    .set({ leased_until: fromNow(db, leaseMs), leased_by: run })
    .where('id', '=', id)
    .where((where) =>
      where.or([where('leased_until', '<=', databaseTime(db)), where('leased_until', '>', fromNow(db, LEASE_MAX_MS))]),
    )
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** False when the lease of `run` is gone: it had ended, and another node took the endpoint. */
export async function renewEndpoint(db: Db, id: string, run: string, leaseMs: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_endpoints')
    .set({ leased_until: fromNow(db, leaseMs) })
    .where('id', '=', id)
    .where('leased_by', '=', run)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function releaseEndpoint(db: Db, id: string, run: string): Promise<void> {
  await db
    .updateTable('webhook_endpoints')
    .set({ leased_until: 0, leased_by: '' })
    .where('id', '=', id)
    .where('leased_by', '=', run)
    .execute();
}

export function readEndpoint(db: Db, id: string): Promise<EndpointRow | undefined> {
  return db.selectFrom('webhook_endpoints').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The row as it is, which nobody else can change before the transaction ends; SQLite has no `for update`. */
export function lockAnyEndpoint(db: Db, id: string): Promise<EndpointRow | undefined> {
  return db
    .updateTable('webhook_endpoints')
    .set((set) => ({ id: set.ref('id') }))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

export async function updateAnyEndpoint(db: Db, id: string, change: Partial<WebhookEndpointTable>): Promise<void> {
  await db.updateTable('webhook_endpoints').set(change).where('id', '=', id).execute();
}

/** What an endpoint is owed now, the longest due first. `except`: what is under way. */
export function listDueDeliveries(
  db: Db,
  endpointId: string,
  nowMs: number,
  { limit, except }: { limit: number; except: readonly string[] },
): Promise<DeliveryRow[]> {
  let query = db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('endpoint_id', '=', endpointId)
    .where('next_attempt_at', '<=', nowMs);
  if (except.length > 0) query = query.where('id', 'not in', except);
  return query.orderBy('next_attempt_at').orderBy('sequence').limit(limit).execute();
}

export function listEndpointIds(db: Db): Promise<{ id: string }[]> {
  return db.selectFrom('webhook_endpoints').select('id').execute();
}
