import type { Db } from '../../platform/db/engine.ts';
import { SERVER } from '../../platform/events/caller.ts';
import { listenFor } from '../../platform/events/event-listeners.store.ts';
import { recordChange } from '../../platform/events/record-change.ts';
import { giveUpDeliveries, updateDelivery } from '../deliveries.store.ts';
import { presentWebhook } from '../present-webhook.ts';
import { openWebhook } from '../sealed-webhook.ts';
import type { WebhookDeps } from '../webhook-deps.ts';
import type { EndpointRow } from '../webhooks.table.ts';
import { lockAnyEndpoint, updateAnyEndpoint } from './dispatch.store.ts';
import { type Health, judge } from './endpoint-health.ts';
import { logAttempt, settle, type Tried } from './settle-delivery.ts';

type Deps = Pick<WebhookDeps, 'db' | 'sealer' | 'clock' | 'ids' | 'log' | 'notifyOfWebhook'> & {
  /** From 0 to 1. */
  readonly random: () => number;
};

const healthOf = (row: EndpointRow): Health => ({
  failures: row.failures,
  failingSinceMs: row.failing_since,
  notices: row.notices,
  noticedAtMs: row.noticed_at,
  throttledUntilMs: row.throttled_until,
});

const toColumns = (health: Health) => ({
  failures: health.failures,
  failing_since: health.failingSinceMs,
  notices: health.notices,
  noticed_at: health.noticedAtMs,
  throttled_until: health.throttledUntilMs,
});

const NOTICES = [
  'Webhook fails: no delivery has succeeded for a day.',
  'Webhook is about to be disabled: no delivery has succeeded for four days.',
  'Webhook disabled: no delivery has succeeded for five days.',
];

async function notify(db: Db, deps: Deps, row: EndpointRow, number: number): Promise<void> {
  const webhook = openWebhook(deps.sealer, row);
  const { workspaceId } = webhook.scope;
  deps.log.warn({ webhookId: row.id, workspaceId, notice: number }, 'a webhook endpoint fails');
  const type = number === NOTICES.length ? 'webhook.disabled' : 'webhook.failing';
  const summary = NOTICES[number - 1] ?? '';
  const what = { type, subjectId: row.id, data: presentWebhook(webhook), summary } as const;
  await recordChange(db, deps, { ...webhook.scope, actor: SERVER }, what);
  await deps.notifyOfWebhook(db, { workspaceId, webhookId: row.id, url: webhook.url, number });
}

async function disable(db: Db, deps: Deps, row: EndpointRow, reason: 'gone' | 'failing'): Promise<void> {
  const { workspace_id: workspaceId, livemode } = row;
  await giveUpDeliveries(db, row.id, 'the webhook was disabled');
  await listenFor(db, { workspaceId, livemode: livemode === 1 }, row.id, []);
  if (reason !== 'gone') return; // the third notice has told
  const webhook = openWebhook(deps.sealer, row);
  const summary = 'Webhook disabled: it answered 410, gone.';
  const what = { type: 'webhook.disabled', subjectId: row.id, data: presentWebhook(webhook), summary } as const;
  deps.log.warn({ webhookId: row.id, workspaceId }, 'a webhook endpoint is gone');
  await recordChange(db, deps, { ...webhook.scope, actor: SERVER }, what);
}

/**
 * Records what attempts met, in the order in which they ended, with what follows for the endpoint. False when the lease of `run` is
 * gone: another node may have sent the same, which its receiver tells by the id.
 */
export async function recordOutcomes(
  deps: Deps,
  endpointId: string,
  run: string,
  tried: readonly Tried[],
): Promise<boolean> {
  return deps.db.transaction().execute(async (transaction) => {
    const row = await lockAnyEndpoint(transaction, endpointId);
    if (row === undefined || row.leased_by !== run) return false;
    let health = healthOf(row);
    let disabled: 'gone' | 'failing' | null = null;
    const notices: number[] = [];
    for (const one of tried) {
      await updateDelivery(transaction, one.delivery.id, settle(deps, one));
      await logAttempt(transaction, deps.sealer, one);
      const judgement = judge(health, one.outcome, deps.random());
      health = judgement.health;
      disabled ??= judgement.disable;
      if (judgement.notice !== null) notices.push(judgement.notice);
    }
    const ended = disabled === null ? {} : { status: 'disabled' as const, status_reason: disabled };
    const changed = { ...row, ...toColumns(health), ...ended };
    await updateAnyEndpoint(transaction, endpointId, { ...toColumns(health), ...ended });
    if (disabled !== null) await disable(transaction, deps, changed, disabled);
    for (const number of notices) await notify(transaction, deps, changed, number);
    return true;
  });
}
