import type { Webhook } from './webhook.ts';
import type { WebhookObject } from './webhooks.schema.ts';

const toIso = (atMs: number): string => new Date(atMs).toISOString();
const toIsoOrNull = (atMs: number | null): string | null => (atMs === null ? null : toIso(atMs));

/** The webhook of the contract, without its secret. */
export function presentWebhook(webhook: Webhook): WebhookObject {
  return {
    id: webhook.id,
    url: webhook.url,
    events: [...webhook.events],
    description: webhook.description,
    status: webhook.status,
    status_reason: webhook.statusReason,
    failing_since: toIsoOrNull(webhook.failingSinceMs),
    previous_secret_expires_at: toIsoOrNull(webhook.previousSecretUntilMs),
    created_at: toIso(webhook.createdAtMs),
    updated_at: toIso(webhook.updatedAtMs),
    livemode: webhook.scope.livemode,
  };
}
