import { Socket } from 'node:net';
import { expect, test, vi } from 'vitest';
import { describeEachEngine } from '../../../test/harness/database.ts';
import { createWebhookDeps, OURS, useWebhooks } from '../../../test/webhooks/use-webhooks.ts';
import { createGuardedFetch } from '../../platform/net/guarded-fetch.ts';
import { createWebhook } from '../create-webhook.ts';
import { presentDeliveryWithAttempts } from '../present-delivery.ts';
import { readDelivery } from '../read-delivery.ts';
import { readWebhook } from '../read-webhook.ts';
import { openResponse } from '../sealed-delivery.ts';
import { updateWebhook } from '../update-webhook.ts';
import { claimEndpoint } from './dispatch.store.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;

describeEachEngine('delivering events', (engine) => {
  const used = useWebhooks(engine);
  const tried = (attempts: number) => (rows: readonly { attempts: number }[]) => rows[0]?.attempts === attempts;

  test('an event reaches each webhook that wants it, with its object', async () => {
    await used.create();
    await used.create({ url: `${used.receiver.url}/others`, events: ['link.deleted'] });
    await used.record();
    used.dispatch();
    const [received] = await used.receiver.waitFor(1);
    const event = await used.database.db.selectFrom('events').selectAll().executeTakeFirstOrThrow();
    expect(JSON.parse(received?.body ?? '')).toEqual({
      id: event.id,
      type: 'link.created',
      created_at: new Date(event.created_at).toISOString(),
      livemode: true,
      sequence: 1,
      data: { id: 'lnk_1' },
    });
    expect(received?.headers['webhook-id']).toBe(event.id);
    const [row] = await used.log((rows) => rows[0]?.status === 'succeeded');
    expect(row).toMatchObject({ attempts: 1, status_code: 204, next_attempt_at: null, error: null });
    expect(used.receiver.received.map(({ path }) => path)).toEqual(['/hook']);
  });

  test('what happened before, in the other mode or elsewhere is not sent', async () => {
    await used.record();
    await used.create();
    await used.record({ subjectId: 'lnk_test' }, { ...OURS, livemode: false });
    await used.record({ subjectId: 'lnk_theirs' }, { ...OURS, workspaceId: 'wsp_theirs' });
    await used.record({ subjectId: 'lnk_now', data: { id: 'lnk_now' } });
    used.dispatch();
    const [received] = await used.receiver.waitFor(1);
    expect(JSON.parse(received?.body ?? '')).toMatchObject({ data: { id: 'lnk_now' } });
    await used.log((rows) => rows.length === 1 && rows[0]?.status === 'succeeded');
  });

  test('an event that fails is tried ten times over three days, with the same id', async () => {
    used.receiver.answer((response) => response.writeHead(500).end(`answer ${used.receiver.received.length}`));
    const { webhook } = await used.create();
    await used.record();
    used.dispatch();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 10; attempt++) {
      const [row] = await used.log(tried(attempt));
      if (row?.next_attempt_at != null) waits.push((row.next_attempt_at - used.deps.clock.now()) / SECOND_MS);
      used.deps.clock.set(row?.next_attempt_at ?? used.deps.clock.now());
    }
    expect(waits).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
    const [row] = await used.log((rows) => rows[0]?.status === 'failed');
    expect(row).toMatchObject({ attempts: 10, status_code: 500, next_attempt_at: null });
    const kept = await readDelivery(used.deps, OURS, { id: webhook.id, deliveryId: row?.id ?? '' });
    const { attempts } = presentDeliveryWithAttempts(used.deps.sealer, kept);
    expect(attempts.map(({ number, response_body }) => [number, response_body])).toEqual(
      Array.from({ length: 10 }, (_, index) => [index + 1, `answer ${index + 1}`]),
    );
    expect(new Set(attempts.map(({ at }) => at)).size).toBe(10);
    expect(new Set(used.receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(new Set(used.receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(10);
  });

  test.each([
    [200, {}, 'succeeded', null],
    [204, {}, 'succeeded', null],
    [301, { location: '/elsewhere' }, 'pending', 5 * SECOND_MS],
    [404, {}, 'pending', 5 * SECOND_MS],
    [429, { 'retry-after': '120' }, 'pending', 120 * SECOND_MS],
    [503, { 'retry-after': 'Thu, 15 Jan 2026 13:00:00 GMT' }, 'pending', HOUR_MS],
    [500, { 'retry-after': 'soon' }, 'pending', 5 * SECOND_MS],
  ])('an answer %i with %o leaves it %s, to be tried again after %s ms', async (status, headers, expected, waitMs) => {
    used.receiver.answer((response) => response.writeHead(status, headers).end());
    await used.create();
    await used.record();
    used.dispatch();
    const [row] = await used.log(tried(1));
    const nextMs = row?.next_attempt_at ?? null;
    expect({ status: row?.status, code: row?.status_code, waitMs: nextMs && nextMs - used.deps.clock.now() }).toEqual({
      status: expected,
      code: status,
      waitMs,
    });
    expect(used.receiver.received.map(({ path }) => path)).toEqual(['/hook']);
  });

  test('an endpoint that asks for patience gets it for everything', async () => {
    used.receiver.answer((response) => response.writeHead(429, { 'retry-after': '120' }).end());
    const { webhook } = await used.create();
    await used.record();
    used.dispatch();
    await used.log(tried(1));
    await used.record({ subjectId: 'lnk_2' });
    const rows = await used.log((all) => all.length === 2);
    expect(rows[1]?.attempts).toBe(0);
    const row = await used.database.db.selectFrom('webhook_endpoints').selectAll().executeTakeFirstOrThrow();
    expect(row.throttled_until - used.deps.clock.now()).toBe(120 * SECOND_MS);
    used.receiver.answer((response) => response.writeHead(200).end());
    used.deps.clock.advance(121 * SECOND_MS);
    await used.log((all) => all.every(({ status }) => status === 'succeeded'));
    expect((await readWebhook(used.deps, OURS, webhook.id)).failingSinceMs).toBeNull();
  });

  test('an endpoint that is gone is disabled, and what it was owed is given up', async () => {
    used.receiver.answer((response) => response.writeHead(410).end());
    const { webhook } = await used.create();
    await used.record();
    await used.record({ subjectId: 'lnk_2' });
    await used.record({ subjectId: 'lnk_3' });
    used.dispatch();
    await used.log((rows) => rows.length === 3 && rows.every(({ status }) => status === 'failed'));
    expect(await readWebhook(used.deps, OURS, webhook.id)).toMatchObject({ status: 'disabled', statusReason: 'gone' });
  });

  test('a receiver that hangs up in the middle, or is not there, is a failure like others', async () => {
    used.receiver.answer((response) => {
      response.writeHead(200, { 'content-length': '10' }).write('half');
      response.socket?.destroy();
    });
    await used.create();
    await used.create({ url: 'http://127.0.0.1:9/nobody' });
    await used.record();
    used.dispatch();
    const rows = await used.log((all) => all.length === 2 && all.every(({ attempts }) => attempts === 1));
    expect(rows.map(({ error, status }) => [error, status])).toEqual([
      ['no answer', 'pending'],
      ['no answer', 'pending'],
    ]);
  });

  test('the first kilobyte of an answer is kept, sealed', async () => {
    used.receiver.answer((response) => response.writeHead(200).end(`token${'x'.repeat(5_000)}`));
    await used.create();
    await used.record();
    used.dispatch();
    const [row] = await used.log(tried(1));
    expect(Buffer.from(row?.response ?? '').includes('token')).toBe(false);
    expect(openResponse(used.deps.sealer, row?.id ?? '', row?.response ?? new Uint8Array())).toBe(
      `token${'x'.repeat(1_019)}`,
    );
  });

  test('a paused webhook gets what happened meanwhile when it goes on', async () => {
    const { webhook } = await used.create();
    await updateWebhook(used.deps, OURS, webhook.id, { status: 'paused' });
    await used.record();
    used.dispatch();
    await updateWebhook(used.deps, OURS, webhook.id, { status: 'active' });
    await used.receiver.waitFor(1);
  });

  test('two nodes share the work: each event is sent once while both live', async () => {
    await used.create();
    const EVENTS = 60;
    for (let n = 0; n < EVENTS; n++) await used.record({ subjectId: `lnk_${n}` });
    used.dispatch();
    used.dispatch();
    await used.log((rows) => rows.length === EVENTS && rows.every(({ status }) => status === 'succeeded'));
    const ids = used.receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(EVENTS);
    expect(new Set(ids).size).toBe(EVENTS);
  });

  test('no endpoint has more than two requests at a time', async () => {
    let now = 0;
    let most = 0;
    const second = Promise.withResolvers<void>();
    used.receiver.answer(async (response) => {
      most = Math.max(most, ++now);
      if (now === 2) second.resolve();
      await second.promise;
      setTimeout(() => {
        now--;
        response.writeHead(200).end();
      }, 5);
    });
    await used.create();
    for (let n = 0; n < 20; n++) await used.record({ subjectId: `lnk_${n}` });
    used.dispatch();
    await used.receiver.waitFor(20);
    expect(most).toBe(2);
  });

  test('an endpoint that hangs keeps no other waiting', async () => {
    used.receiver.answer((response, { path }) => {
      if (path !== '/hangs') response.writeHead(200).end();
    });
    for (let n = 0; n < 5; n++) await used.create({ url: `${used.receiver.url}/hangs` });
    await used.create();
    used.dispatch();
    for (let n = 0; n < 30; n++) await used.record({ subjectId: `lnk_${n}` });
    await used.receiver.waitFor(30, ({ path }) => path === '/hook');
    await used.receiver.waitFor(10, ({ path }) => path === '/hangs');
    expect(used.receiver.received.filter(({ path }) => path === '/hangs')).toHaveLength(10);
  });

  test('a receiver that never answers is cut off', async () => {
    used.receiver.answer(() => {});
    await used.create();
    await used.record();
    const { webhookFetch } = createWebhookDeps(used.database, 100);
    used.dispatch({ webhookFetch });
    const [row] = await used.log(tried(1));
    expect(row).toMatchObject({ status: 'pending', status_code: null, error: 'timed out' });
  });

  test.each([
    ...['10.0.0.1', '169.254.169.254', '100.64.0.1', '192.0.0.8', '198.18.0.1', '0.0.0.0', '::1', '::', '::7f00:1'],
    ...['::ffff:10.0.0.1', '64:ff9b::a00:1', '64:ff9b:1::1', '::ffff:0:a00:1', '2002:a00:1::', '2001::1', 'fe80::1'],
    ...['fec0::1', 'fd00::1', '100::1', '3fff::1', '5f00::1', '192.168.0.1', '172.16.0.1'],
  ])('a name that stands for %s by the time it is sent to is not dialled', async (address) => {
    const webhookFetch = createGuardedFetch({
      mayConnect: used.deps.webhookEgress.mayConnect,
      resolve: async () => [address],
    });
    const webhookEgress = { ...used.deps.webhookEgress, resolve: async () => ['93.184.215.14'] };
    await createWebhook({ ...used.deps, webhookEgress }, OURS, { url: 'https://receiver.example/', events: ['*'] });
    await used.record();
    const dialled = vi.spyOn(Socket.prototype, 'connect');
    used.dispatch({ webhookFetch });
    const [row] = await used.log(tried(1));
    const outside = dialled.mock.calls.filter(([to]) => JSON.stringify(to).includes('receiver.example'));
    dialled.mockRestore();
    expect(row?.error).toBe('blocked address');
    expect(outside).toEqual([]);
  });

  test('an endpoint that was away for longer than events are kept goes on with those that are', async () => {
    const { webhook } = await used.create();
    await used.record();
    await used.database.db.deleteFrom('events').execute();
    used.dispatch();
    await expect
      .poll(async () => {
        const row = await used.database.db.selectFrom('webhook_endpoints').selectAll().executeTakeFirstOrThrow();
        return { id: row.id, position: row.position };
      })
      .toEqual({ id: webhook.id, position: 1 });
    await used.record({ data: { id: 'lnk_new' } });
    expect((await used.receiver.waitFor(1))[0]?.body).toContain('lnk_new');
  });

  test('a node that is gone in the middle leaves its work to another', async () => {
    await used.create();
    await used.record();
    const { id } = await used.database.db.selectFrom('webhook_endpoints').select('id').executeTakeFirstOrThrow();
    await claimEndpoint(used.database.db, id, 'a run of a dead node', 300);
    used.dispatch();
    await used.receiver.waitFor(1);
  });

  test('an endpoint that fails for five days is disabled, after two notices and with a third', async () => {
    used.receiver.answer((response) => response.writeHead(500).end());
    const { webhook } = await used.create();
    used.dispatch();
    for (let day = 0; day <= 6; day++) {
      await used.record({ subjectId: `lnk_${day}` });
      await used.log((rows) => rows.some((row) => row.last_attempt_at === used.deps.clock.now()) || day === 6);
      used.deps.clock.advance(24 * HOUR_MS + 60_000);
    }
    expect(used.deps.notices.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(await readWebhook(used.deps, OURS, webhook.id)).toMatchObject({
      status: 'disabled',
      statusReason: 'failing',
    });
  });
});
