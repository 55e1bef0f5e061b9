import type { Caller } from '../platform/events/caller.ts';
import { listenFor, VISIT_EVENT_TYPES } from '../platform/events/event-listeners.store.ts';
import { checkUrl } from './check-url.ts';
import { describeWebhook, recordWebhook } from './record-webhook.ts';
import { openWebhook, sealColumn } from './sealed-webhook.ts';
import type { WantedEvent, Webhook } from './webhook.ts';
import type { WebhookDeps } from './webhook-deps.ts';
import { createWebhookSecret } from './webhook-secret.ts';
import { tooManyWebhooks } from './webhooks.errors.ts';
import { countEndpoints, insertEndpoint } from './webhooks.store.ts';

/** Each event is sent to each of them. */
const WEBHOOKS_MAX = 50;

export type NewWebhook = {
  readonly url: string;
  readonly events: readonly WantedEvent[];
  readonly description?: string | null | undefined;
};

/** `secret`: to be shown now and never again. */
export type WebhookWithSecret = { readonly webhook: Webhook; readonly secret: string };

/** Throws `invalid_request` for a URL that this server does not send to, `conflict` when there are too many. */
export async function createWebhook(deps: WebhookDeps, caller: Caller, input: NewWebhook): Promise<WebhookWithSecret> {
  const { sealer } = deps;
  const url = await checkUrl(deps.webhookEgress, input.url);
  const { description = null } = input;
  const id = deps.ids.next('whk');
  const secret = createWebhookSecret();
  const nowMs = deps.clock.now();
  const row = {
    id,
    url: sealColumn(sealer, id, 'url', url),
    description: description === null ? null : sealColumn(sealer, id, 'description', description),
    events: JSON.stringify([...new Set(input.events)]),
    status: 'active' as const,
    secret: sealColumn(sealer, id, 'secret', secret),
    created_at: nowMs,
    updated_at: nowMs,
  };
  const webhook = await deps.db.transaction().execute(async (transaction) => {
    const made = openWebhook(sealer, await insertEndpoint(transaction, caller, row));
    if ((await countEndpoints(transaction, caller)) > WEBHOOKS_MAX) throw tooManyWebhooks(WEBHOOKS_MAX);
    await listenFor(transaction, caller, id, listened(made));
    const summary = `Webhook created: ${describeWebhook(made)}.`;
    await recordWebhook(transaction, deps, caller, made, { type: 'webhook.created', summary });
    return made;
  });
  return { webhook, secret };
}

/** A paused one hears later of what happens now; a disabled one does not. */
export function listened({ status, events }: Webhook): readonly string[] {
  if (status === 'disabled') return [];
  return events.includes('*') ? VISIT_EVENT_TYPES : events;
}
