import type { Scope } from '../accounts/index.ts';
import { listAttempts } from './attempts.store.ts';
import { findDelivery } from './deliveries.store.ts';
import { readWebhook } from './read-webhook.ts';
import type { WebhookDeps } from './webhook-deps.ts';
import { deliveryNotFound } from './webhooks.errors.ts';
import type { AttemptRow, DeliveryRow } from './webhooks.table.ts';

export type DeliveryWithAttempts = { readonly delivery: DeliveryRow; readonly failed: readonly AttemptRow[] };

/** A delivery with its attempts that failed. Throws `not_found` for one of another webhook or workspace. */
export async function readDelivery(
  deps: Pick<WebhookDeps, 'db' | 'sealer'>,
  scope: Scope,
  { id, deliveryId }: { readonly id: string; readonly deliveryId: string },
): Promise<DeliveryWithAttempts> {
  const { id: endpointId } = await readWebhook(deps, scope, id);
  const delivery = await findDelivery(deps.db, endpointId, deliveryId);
  if (delivery === undefined) throw deliveryNotFound();
  return { delivery, failed: await listAttempts(deps.db, [delivery.id]) };
}
