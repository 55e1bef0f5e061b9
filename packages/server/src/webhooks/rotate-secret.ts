import type { Caller } from '../platform/events/caller.ts';
import type { WebhookWithSecret } from './create-webhook.ts';
import { recordWebhook } from './record-webhook.ts';
import { openSecret, openWebhook, sealColumn } from './sealed-webhook.ts';
import type { WebhookDeps } from './webhook-deps.ts';
import { createWebhookSecret } from './webhook-secret.ts';
import { webhookNotFound } from './webhooks.errors.ts';
import { lockEndpoint, updateEndpoint } from './webhooks.store.ts';

const OVERLAP_MS = 24 * 3_600_000;

/** A new secret. For a day both sign, so that a receiver can change over without losing a delivery. Throws `not_found`. */
export async function rotateSecret(deps: WebhookDeps, caller: Caller, id: string): Promise<WebhookWithSecret> {
  const { sealer } = deps;
  const secret = createWebhookSecret();
  const nowMs = deps.clock.now();
  const webhook = await deps.db.transaction().execute(async (transaction) => {
    const before = await lockEndpoint(transaction, caller, id);
    if (before === undefined) throw webhookNotFound();
    const row = await updateEndpoint(transaction, caller, id, {
      secret: sealColumn(sealer, id, 'secret', secret),
      previous_secret: sealColumn(sealer, id, 'previous_secret', openSecret(sealer, before)),
      previous_secret_until: nowMs + OVERLAP_MS,
      updated_at: nowMs,
    });
    const rotated = openWebhook(sealer, row ?? before);
    const what = { type: 'webhook.secret_rotated', summary: 'Webhook secret rotated.' } as const;
    await recordWebhook(transaction, deps, caller, rotated, what);
    return rotated;
  });
  return { webhook, secret };
}
