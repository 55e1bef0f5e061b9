import { expect, test } from 'vitest';
import { describeEachEngine } from '../../test/harness/database.ts';
import { tablesHolding } from '../../test/harness/tables-holding.ts';
import { OURS, useWebhooks } from '../../test/webhooks/use-webhooks.ts';
import { deleteWebhook } from './delete-webhook.ts';
import { presentDeliveryWithAttempts } from './present-delivery.ts';
import { pruneDeliveries } from './prune-deliveries.ts';
import { readDelivery } from './read-delivery.ts';
import { testWebhook } from './test-webhook.ts';
import { webhookRecords } from './webhook-records.ts';

const SECOND_MS = 1_000;
const DAY_MS = 86_400 * SECOND_MS;

describeEachEngine('the attempts of a delivery', (engine) => {
  const used = useWebhooks(engine);

  /** One event that meets 503 and then 200. */
  async function failOnce() {
    used.receiver.answer((response) => response.writeHead(503).end('not yet, token'));
    const { webhook } = await used.create();
    await used.record();
    used.dispatch();
    await used.log(([row]) => row?.attempts === 1);
    used.receiver.answer((response) => response.writeHead(200).end('thanks'));
    used.deps.clock.advance(10 * SECOND_MS);
    const [row] = await used.log(([one]) => one?.status === 'succeeded');
    const read = () => readDelivery(used.deps, OURS, { id: webhook.id, deliveryId: row?.id ?? '' });
    return { id: webhook.id, read };
  }
  const rows = () => used.database.db.selectFrom('webhook_attempts').selectAll().execute();

  test('are all kept, those that failed and the one that did not', async () => {
    const { read } = await failOnce();
    const { attempts, status } = presentDeliveryWithAttempts(used.deps.sealer, await read());
    const startMs = used.deps.clock.now() - 10 * SECOND_MS;
    const common = { duration_ms: expect.any(Number) };
    expect({ attempts, status }).toEqual({
      status: 'succeeded',
      attempts: [
        {
          ...{ ...common, number: 1, at: new Date(startMs).toISOString(), status_code: 503 },
          ...{ error: 'the status is not a success', response_body: 'not yet, token' },
        },
        {
          ...{ ...common, number: 2, at: new Date(startMs + 10 * SECOND_MS).toISOString(), status_code: 200 },
          ...{ error: null, response_body: 'thanks' },
        },
      ],
    });
    expect(await tablesHolding(used.database.db, ['not yet', 'thanks'])).toEqual([]);
  });

  test('of a test are kept, too', async () => {
    used.receiver.answer((response) => response.writeHead(418).end('teapot'));
    const { webhook } = await used.create();
    const { id: deliveryId } = await testWebhook(used.deps, OURS, webhook.id);
    const read = await readDelivery(used.deps, OURS, { id: webhook.id, deliveryId });
    expect(presentDeliveryWithAttempts(used.deps.sealer, read).attempts).toMatchObject([
      { number: 1, status_code: 418, response_body: 'teapot' },
    ]);
  });

  test('say what they met also when the webhook is disabled and the delivery given up', async () => {
    used.receiver.answer((response) => response.writeHead(410).end());
    const { webhook } = await used.create();
    await used.record();
    used.dispatch();
    const [row] = await used.log(([one]) => one?.status === 'failed');
    expect(row?.error).toBe('the webhook was disabled');
    const read = await readDelivery(used.deps, OURS, { id: webhook.id, deliveryId: row?.id ?? '' });
    expect(read.failed).toMatchObject([{ number: 1, status_code: 410, error: 'the endpoint says that it is gone' }]);
  });

  test('go away with their delivery: by retention, with the webhook, and with the workspace', async () => {
    const { id: first } = await failOnce();
    expect(await rows()).toHaveLength(1);
    used.deps.clock.advance(31 * DAY_MS);
    await pruneDeliveries(used.deps, new AbortController().signal);
    expect(await rows()).toEqual([]);
    await deleteWebhook(used.deps, OURS, first);
    const { id } = await failOnce();
    await deleteWebhook(used.deps, OURS, id);
    expect(await rows()).toEqual([]);
    await failOnce();
    const records = webhookRecords(used.deps);
    expect(await records.count(OURS.workspaceId)).toMatchObject({ attempts: 1 });
    await records.erase(OURS.workspaceId, new AbortController().signal);
    expect(await records.count(OURS.workspaceId)).toMatchObject({ attempts: 0 });
    expect(await tablesHolding(used.database.db, [id])).not.toContain('webhook_attempts');
  });
});
