import { countOfWorkspace } from '../platform/records/count-of-workspace.store.ts';
import { inIdPages, inPages } from '../platform/records/in-pages.ts';
import { toJsonLines } from '../platform/records/json-lines.ts';
import type { RecordKeeper } from '../platform/records/record-keeper.ts';
import { presentAttempt, presentDelivery } from './present-delivery.ts';
import { presentWebhook } from './present-webhook.ts';
import { openWebhook } from './sealed-webhook.ts';
import type { WebhookDeps } from './webhook-deps.ts';
import {
  type AttemptKey,
  deleteWebhooksOfWorkspace,
  listAttemptsOfWorkspace,
  listDeliveriesOfWorkspace,
  listWebhooksOfWorkspace,
} from './webhook-records.store.ts';
import type { AttemptRow } from './webhooks.table.ts';

/** Webhooks, without their secrets, and their log: the attempts are those that failed. */
export function webhookRecords({ db, sealer }: Pick<WebhookDeps, 'db' | 'sealer'>): RecordKeeper {
  async function* webhooks(workspaceId: string) {
    for (const row of await listWebhooksOfWorkspace(db, workspaceId)) yield presentWebhook(openWebhook(sealer, row));
  }
  async function* deliveries(workspaceId: string) {
    const rows = inIdPages((afterId, limit) => listDeliveriesOfWorkspace(db, workspaceId, afterId, limit));
    for await (const row of rows) yield presentDelivery(sealer, row);
  }
  async function* attempts(workspaceId: string) {
    const rows = inPages<AttemptRow, AttemptKey>({
      start: { delivery_id: '', number: 0 },
      keyOf: (row) => row,
      read: (after, limit) => listAttemptsOfWorkspace(db, workspaceId, after, limit),
    });
    for await (const row of rows) yield { delivery_id: row.delivery_id, ...presentAttempt(sealer, row) };
  }
  return {
    name: 'webhooks',
    count: async (workspaceId) => ({
      webhooks: await countOfWorkspace(db, 'webhook_endpoints', workspaceId),
      deliveries: await countOfWorkspace(db, 'webhook_deliveries', workspaceId),
      attempts: await countOfWorkspace(db, 'webhook_attempts', workspaceId),
    }),
    async *export(workspaceId) {
      yield* toJsonLines('webhooks/webhooks', webhooks(workspaceId));
      yield* toJsonLines('webhooks/deliveries', deliveries(workspaceId));
      yield* toJsonLines('webhooks/attempts', attempts(workspaceId));
    },
    erase: (workspaceId) => deleteWebhooksOfWorkspace(db, workspaceId),
  };
}
