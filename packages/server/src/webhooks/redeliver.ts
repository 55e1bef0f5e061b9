import type { Caller } from '../platform/events/caller.ts';
import { findDeliveredEvent, findDelivery, insertDeliveries, listEventHeads } from './deliveries.store.ts';
import { findEndpointRow } from './read-webhook.ts';
import { recordWebhook } from './record-webhook.ts';
import { openWebhook, parseEvents } from './sealed-webhook.ts';
import { wants } from './webhook.ts';
import type { WebhookDeps } from './webhook-deps.ts';
import { deliveryNotFound, eventNotKept, notActive } from './webhooks.errors.ts';
import type { DeliveryRow, EndpointRow } from './webhooks.table.ts';

const EVENTS_AT_ONCE = 1_000;
/** So many go in one call, the oldest first. */
const REDELIVERED_MAX = 10_000;

async function findActiveEndpoint(deps: WebhookDeps, caller: Caller, id: string): Promise<EndpointRow> {
  const row = await findEndpointRow(deps, caller, id);
  if (row.status !== 'active') throw notActive();
  return row;
}

/** The same event once more, under the same id. Throws `not_found`, and `conflict` when it is not kept or the webhook is not active. */
export async function redeliver(
  deps: WebhookDeps,
  caller: Caller,
  { id, deliveryId }: { readonly id: string; readonly deliveryId: string },
): Promise<DeliveryRow> {
  const endpoint = await findActiveEndpoint(deps, caller, id);
  const before = await findDelivery(deps.db, id, deliveryId);
  if (before === undefined) throw deliveryNotFound();
  if ((await findDeliveredEvent(deps.db, before)) === undefined) throw eventNotKept();
  const { event_id, event_type, sequence } = before;
  const row = { id: deps.ids.next('dlv'), event_id, event_type, sequence, created_at: deps.clock.now() };
  return deps.db.transaction().execute(async (transaction) => {
    await insertDeliveries(transaction, endpoint, [row]);
    const summary = `Webhook delivery repeated: ${event_type} ${event_id}.`;
    const webhook = openWebhook(deps.sealer, endpoint);
    await recordWebhook(transaction, deps, caller, webhook, { type: 'webhook.redelivered', summary });
    const made = await findDelivery(transaction, id, row.id);
    if (made === undefined) throw deliveryNotFound();
    return made;
  });
}

export type Range = { readonly fromMs: number; readonly toMs: number };

/** What happened from `fromMs` on and before `toMs`, as far as the webhook wants it, once more. Returns how many events. */
export async function redeliverRange(deps: WebhookDeps, caller: Caller, id: string, range: Range): Promise<number> {
  const endpoint = await findActiveEndpoint(deps, caller, id);
  const types = parseEvents(endpoint.events);
  const nowMs = deps.clock.now();
  let redelivered = 0;
  let after = 0;
  for (;;) {
    const events = await listEventHeads(deps.db, caller.workspaceId, after, EVENTS_AT_ONCE);
    const wanted = events
      .filter((event) => event.created_at >= range.fromMs && event.created_at < range.toMs)
      .filter((event) => event.livemode === endpoint.livemode && wants(types, event.type))
      .slice(0, REDELIVERED_MAX - redelivered);
    await insertDeliveries(
      deps.db,
      endpoint,
      wanted.map((event) => ({
        id: deps.ids.next('dlv'),
        event_id: event.id,
        event_type: event.type,
        sequence: event.sequence,
        created_at: nowMs,
      })),
    );
    redelivered += wanted.length;
    const last = events.at(-1);
    if (last === undefined || events.length < EVENTS_AT_ONCE || redelivered >= REDELIVERED_MAX) break;
    after = last.sequence;
  }
  const summary = `Webhook deliveries repeated: ${redelivered} events.`;
  await deps.db.transaction().execute((transaction) =>
    recordWebhook(transaction, deps, caller, openWebhook(deps.sealer, endpoint), {
      type: 'webhook.redelivered',
      summary,
    }),
  );
  return redelivered;
}
