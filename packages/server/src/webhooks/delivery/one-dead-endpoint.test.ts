import { expect, test } from 'vitest';
import { describeEachEngine } from '../../../test/harness/database.ts';
import { createWebhookDeps, useWebhooks } from '../../../test/webhooks/use-webhooks.ts';

const ENDPOINTS = 50;
const EVENTS = 10;
/** Longer than this test may take: the attempt ends when the receiver closes. */
const HANGS_FOR_MS = 600_000;

describeEachEngine('one endpoint of fifty that hangs', (engine) => {
  const used = useWebhooks(engine);

  test('is still at its first attempt when everything has reached the others', async () => {
    const hanging = Promise.withResolvers<void>();
    used.receiver.answer((response, { path }) => {
      if (path === '/hangs') hanging.resolve();
      else response.writeHead(204).end();
    });
    const { webhook } = await used.create({ url: `${used.receiver.url}/hangs` });
    for (let n = 1; n < ENDPOINTS; n++) await used.create({ url: `${used.receiver.url}/${n}` });
    await used.record();
    used.dispatch({ webhookFetch: createWebhookDeps(used.database, HANGS_FOR_MS).webhookFetch });
    await hanging.promise;
    for (let n = 1; n < EVENTS; n++) await used.record({ subjectId: `lnk_${n}` });
    const arrived = await used.receiver.waitFor((ENDPOINTS - 1) * EVENTS, ({ path }) => path !== '/hangs');
    await used.log((all) => all.filter((row) => row.endpoint_id === webhook.id).length === EVENTS);
    const rows = await used.database.db
      .selectFrom('webhook_deliveries')
      .select(['status', 'attempts'])
      .where('endpoint_id', '=', webhook.id)
      .execute();
    expect(rows).toEqual(Array(EVENTS).fill({ status: 'pending', attempts: 0 }));
    expect(new Set(arrived.map(({ path, headers }) => `${path} ${headers['webhook-id']}`)).size).toBe(arrived.length);
  });
});
