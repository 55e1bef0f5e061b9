import type { Db } from '../platform/db/engine.ts';
import type { AttemptRow, DeliveryRow, EndpointRow } from './webhooks.table.ts';

// Of both modes: what is exported or erased is all that a workspace has.

export function listWebhooksOfWorkspace(db: Db, workspaceId: string): Promise<EndpointRow[]> {
  return db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at')
    .execute();
}

/** Behind the id `after`. */
export function listDeliveriesOfWorkspace(
  db: Db,
  workspaceId: string,
  after: string,
  limit: number,
): Promise<DeliveryRow[]> {
  return db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
}

export type AttemptKey = Pick<AttemptRow, 'delivery_id' | 'number'>;

/** Behind the key `after`. */
export function listAttemptsOfWorkspace(
  db: Db,
  workspaceId: string,
  after: AttemptKey,
  limit: number,
): Promise<AttemptRow[]> {
  return db
    .selectFrom('webhook_attempts')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where((where) =>
      where.or([
        where('delivery_id', '>', after.delivery_id),
        where.and([where('delivery_id', '=', after.delivery_id), where('number', '>', after.number)]),
      ]),
    )
    .orderBy('delivery_id')
    .orderBy('number')
    .limit(limit)
    .execute();
}

/** The attempts go with their deliveries. */
export async function deleteWebhooksOfWorkspace(db: Db, workspaceId: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const table of ['webhook_endpoints', 'webhook_deliveries', 'event_listeners'] as const) {
      await transaction.deleteFrom(table).where('workspace_id', '=', workspaceId).execute();
    }
  });
}
