import type { Db } from '../platform/db/engine.ts';
import type { EventRow } from '../platform/events/events.table.ts';
import type { DeliveryRow, DeliveryStatus, EndpointRow } from './webhooks.table.ts';

// Every function is given an endpoint that was found in a scope, or that the server itself works for.

/** Where a page of the newest-first order goes on. */
export type DeliveryPosition = Pick<DeliveryRow, 'created_at' | 'id'>;

export type DeliveryFilter = { readonly status?: DeliveryStatus | undefined };

type Page = { readonly limit: number; readonly after: DeliveryPosition | undefined };

/** Newest first. */
export function listDeliveryRows(
  db: Db,
  endpointId: string,
  { status }: DeliveryFilter,
  { limit, after }: Page,
): Promise<DeliveryRow[]> {
  let query = db.selectFrom('webhook_deliveries').selectAll().where('endpoint_id', '=', endpointId);
  if (status !== undefined) query = query.where('status', '=', status);
  if (after !== undefined) {
    query = query.where((where) =>
      where.or([
        where('created_at', '<', after.created_at),
        where.and([where('created_at', '=', after.created_at), where('id', '<', after.id)]),
      ]),
    );
  }
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

export function findDelivery(db: Db, endpointId: string, id: string): Promise<DeliveryRow | undefined> {
  return db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('endpoint_id', '=', endpointId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export type NewDelivery = Pick<DeliveryRow, 'id' | 'event_id' | 'event_type' | 'sequence' | 'created_at'>;

const UNTRIED = {
  attempts: 0,
  last_attempt_at: null,
  duration_ms: null,
  status_code: null,
  error: null,
  response: null,
};

/** Deliveries of events, due at once. */
export async function insertDeliveries(
  db: Db,
  endpoint: Pick<EndpointRow, 'id' | 'workspace_id'>,
  deliveries: readonly NewDelivery[],
): Promise<void> {
  const common = {
    endpoint_id: endpoint.id,
    workspace_id: endpoint.workspace_id,
    body: null,
    status: 'pending',
  } as const;
  if (deliveries.length === 0) return;
  await db
    .insertInto('webhook_deliveries')
    .values(deliveries.map((row) => ({ ...common, ...UNTRIED, ...row, next_attempt_at: row.created_at })))
    .execute();
}

export async function insertDelivery(db: Db, row: DeliveryRow): Promise<void> {
  await db.insertInto('webhook_deliveries').values(row).execute();
}

export type DeliveryChange = Pick<
  DeliveryRow,
  'status' | 'attempts' | 'next_attempt_at' | 'last_attempt_at' | 'duration_ms' | 'status_code' | 'error' | 'response'
>;

export async function updateDelivery(db: Db, id: string, change: DeliveryChange): Promise<void> {
  await db.updateTable('webhook_deliveries').set(change).where('id', '=', id).execute();
}

/** What was on its way to an endpoint that is not sent to any more. */
export async function giveUpDeliveries(db: Db, endpointId: string, error: string): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({ status: 'failed', next_attempt_at: null, error })
    .where('endpoint_id', '=', endpointId)
    .where('next_attempt_at', 'is not', null)
    .execute();
}

/** The event of a delivery, while it is kept. */
export function findDeliveredEvent(db: Db, { workspace_id, sequence }: Pick<DeliveryRow, 'workspace_id' | 'sequence'>) {
  return db
    .selectFrom('events')
    .selectAll()
    .where('workspace_id', '=', workspace_id)
    .where('sequence', '=', sequence)
    .executeTakeFirst();
}

/** Removes deliveries from before `beforeMs` whose time is over. Returns how many, `limit` at most. */
export async function deleteOldDeliveries(
  db: Db,
  endpointId: string,
  beforeMs: number,
  limit: number,
): Promise<number> {
  const old = db
    .selectFrom('webhook_deliveries')
    .select('id')
    .where('endpoint_id', '=', endpointId)
    .where('created_at', '<', beforeMs)
    .where('next_attempt_at', 'is', null)
    .orderBy('created_at')
    .limit(limit);
  const { numDeletedRows } = await db.deleteFrom('webhook_deliveries').where('id', 'in', old).executeTakeFirst();
  return Number(numDeletedRows);
}

export type EventHead = Pick<EventRow, 'id' | 'type' | 'sequence' | 'livemode' | 'created_at'>;

/** Events of a workspace in the order in which they happened, without what they are about. */
export function listEventHeads(
  db: Db,
  workspaceId: string,
  afterSequence: number,
  limit: number,
): Promise<EventHead[]> {
  return db
    .selectFrom('events')
    .select(['id', 'type', 'sequence', 'livemode', 'created_at'])
    .where('workspace_id', '=', workspaceId)
    .where('sequence', '>', afterSequence)
    .orderBy('sequence')
    .limit(limit)
    .execute();
}
