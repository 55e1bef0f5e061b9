import type { Caller } from '../platform/events/caller.ts';
import { listenFor } from '../platform/events/event-listeners.store.ts';
import { checkUrl } from './check-url.ts';
import { listened } from './create-webhook.ts';
import { HEALTHY } from './delivery/endpoint-health.ts';
import { readWebhook } from './read-webhook.ts';
import { describeWebhook, recordWebhook } from './record-webhook.ts';
import { openWebhook, sealColumn } from './sealed-webhook.ts';
import { testWebhook } from './test-webhook.ts';
import type { WantedEvent, Webhook } from './webhook.ts';
import type { WebhookDeps } from './webhook-deps.ts';
import { probeFailed, webhookNotFound } from './webhooks.errors.ts';
import { type EndpointChange, lockEndpoint, moveToPresent, updateEndpoint } from './webhooks.store.ts';

/** Only what is given changes. */
export type WebhookUpdate = {
  readonly url?: string | undefined;
  readonly events?: readonly WantedEvent[] | undefined;
  readonly description?: string | null | undefined;
  readonly status?: 'active' | 'paused' | undefined;
};

async function toChange(deps: WebhookDeps, id: string, update: WebhookUpdate): Promise<EndpointChange> {
  const { sealer } = deps;
  const change: EndpointChange = { updated_at: deps.clock.now() };
  const { url, events, description, status } = update;
  if (url !== undefined) change.url = sealColumn(sealer, id, 'url', await checkUrl(deps.webhookEgress, url));
  if (events !== undefined) change.events = JSON.stringify([...new Set(events)]);
  if (description !== undefined) {
    change.description = description === null ? null : sealColumn(sealer, id, 'description', description);
  }
  if (status !== undefined) Object.assign(change, { status, status_reason: null });
  return change;
}

/** The failures of before count no longer. */
const FORGIVEN = {
  failures: HEALTHY.failures,
  failing_since: HEALTHY.failingSinceMs,
  notices: HEALTHY.notices,
  noticed_at: HEALTHY.noticedAtMs,
  throttled_until: HEALTHY.throttledUntilMs,
};

/** A disabled webhook has to show that it can be reached again. */
async function probe(deps: WebhookDeps, caller: Caller, id: string, url: string | undefined): Promise<void> {
  const checked = url === undefined ? undefined : await checkUrl(deps.webhookEgress, url);
  const { error } = await testWebhook(deps, caller, id, checked);
  if (error !== null) throw probeFailed(error);
}

/**
 * Changes a webhook. A paused one gets what happened meanwhile when it is active again; a disabled one is tested first and hears of
 * what happens from then on. Throws `not_found`, `invalid_request` as `createWebhook` does, `conflict` when the test fails.
 */
export async function updateWebhook(
  deps: WebhookDeps,
  caller: Caller,
  id: string,
  update: WebhookUpdate,
): Promise<Webhook> {
  const { status: statusBefore } = await readWebhook(deps, caller, id);
  const revives = statusBefore === 'disabled' && update.status !== undefined;
  if (revives) await probe(deps, caller, id, update.url);
  const change = await toChange(deps, id, update);
  return deps.db.transaction().execute(async (transaction) => {
    const before = await lockEndpoint(transaction, caller, id);
    if (revives) await moveToPresent(transaction, caller, id);
    const row =
      before && (await updateEndpoint(transaction, caller, id, revives ? { ...change, ...FORGIVEN } : change));
    if (before === undefined || row === undefined) throw webhookNotFound();
    const webhook = openWebhook(deps.sealer, row);
    await listenFor(transaction, caller, id, listened(webhook));
    const summary = `Webhook changed: from ${describeWebhook(openWebhook(deps.sealer, before))} to ${describeWebhook(webhook)}.`;
    await recordWebhook(transaction, deps, caller, webhook, { type: 'webhook.updated', summary });
    return webhook;
  });
}
