import type { Scope } from '../accounts/index.ts';
import { type DeliveryFilter, listDeliveryRows } from './deliveries.store.ts';
import { formatDeliveryCursor, parseDeliveryCursor } from './delivery-cursor.ts';
import { readWebhook } from './read-webhook.ts';
import type { WebhookDeps } from './webhook-deps.ts';
import type { DeliveryRow } from './webhooks.table.ts';

export type DeliveryListing = DeliveryFilter & { readonly limit: number; readonly cursor?: string | undefined };

export type DeliveryPage = { readonly deliveries: readonly DeliveryRow[]; readonly nextCursor: string | null };

/** The log of a webhook, newest first. Throws `not_found`, and `invalid_request` for a cursor of something else. */
export async function listDeliveries(
  deps: Pick<WebhookDeps, 'db' | 'sealer'>,
  scope: Scope,
  id: string,
  { limit, cursor, status }: DeliveryListing,
): Promise<DeliveryPage> {
  const { id: endpointId } = await readWebhook(deps, scope, id);
  const after = cursor === undefined ? undefined : parseDeliveryCursor(cursor);
  // One more than asked for tells whether there is a next page.
  const rows = await listDeliveryRows(deps.db, endpointId, { status }, { limit: limit + 1, after });
  const deliveries = rows.slice(0, limit);
  const last = deliveries.at(-1);
  const nextCursor = rows.length > limit && last !== undefined ? formatDeliveryCursor(last) : null;
  return { deliveries, nextCursor };
}
