import type { Scope } from '../accounts/index.ts';
import { insertDelivery } from './deliveries.store.ts';
import { attempt } from './delivery/attempt.ts';
import { bodyOf } from './delivery/delivery-body.ts';
import { logAttempt, settle } from './delivery/settle-delivery.ts';
import { findEndpointRow } from './read-webhook.ts';
import { sealBody } from './sealed-delivery.ts';
import { openSecrets, openWebhook } from './sealed-webhook.ts';
import type { WebhookDeps } from './webhook-deps.ts';
import type { DeliveryRow } from './webhooks.table.ts';

const TYPE = 'webhook.test';

/** Sends a test at once and once, whatever the status of the webhook, and logs it. `url`: another address to try. Throws `not_found`. */
export async function testWebhook(deps: WebhookDeps, scope: Scope, id: string, url?: string): Promise<DeliveryRow> {
  const { sealer, ids } = deps;
  const row = await findEndpointRow(deps, scope, id);
  const nowMs = deps.clock.now();
  const eventId = ids.next('evt');
  const data = JSON.stringify({ webhook_id: id });
  const { livemode } = scope;
  const body = bodyOf({ id: eventId, type: TYPE, createdAtMs: nowMs, livemode, sequence: 0, data });
  const deliveryId = ids.next('dlv');
  const untried: DeliveryRow = {
    id: deliveryId,
    endpoint_id: id,
    workspace_id: scope.workspaceId,
    event_id: eventId,
    event_type: TYPE,
    sequence: 0,
    body: sealBody(sealer, deliveryId, body),
    status: 'pending',
    attempts: 0,
    next_attempt_at: null,
    created_at: nowMs,
    last_attempt_at: null,
    duration_ms: null,
    status_code: null,
    error: null,
    response: null,
  };
  const target = url ?? openWebhook(sealer, row).url;
  const outcome = await attempt(deps, target, { id: eventId, body }, openSecrets(sealer, row, nowMs));
  const tried = { delivery: untried, outcome };
  const delivery = { ...untried, ...settle({ sealer, random: Math.random }, tried) };
  await deps.db.transaction().execute(async (transaction) => {
    await insertDelivery(transaction, delivery);
    await logAttempt(transaction, sealer, tried);
  });
  return delivery;
}
