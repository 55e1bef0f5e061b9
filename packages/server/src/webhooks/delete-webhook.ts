import type { Caller } from '../platform/events/caller.ts';
import { listenFor } from '../platform/events/event-listeners.store.ts';
import { describeWebhook, recordWebhook } from './record-webhook.ts';
import { openWebhook } from './sealed-webhook.ts';
import type { WebhookDeps } from './webhook-deps.ts';
import { webhookNotFound } from './webhooks.errors.ts';
import { deleteEndpoint } from './webhooks.store.ts';

/** Nothing is sent to it any more; its log goes with it. Throws `not_found`. */
export async function deleteWebhook(deps: WebhookDeps, caller: Caller, id: string): Promise<void> {
  await deps.db.transaction().execute(async (transaction) => {
    const row = await deleteEndpoint(transaction, caller, id);
    if (row === undefined) throw webhookNotFound();
    await listenFor(transaction, caller, id, []);
    const webhook = openWebhook(deps.sealer, row);
    const summary = `Webhook deleted: ${describeWebhook(webhook)}.`;
    await recordWebhook(transaction, deps, caller, webhook, { type: 'webhook.deleted', summary });
  });
}
