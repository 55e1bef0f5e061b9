import { Webhook as StandardWebhook } from 'standardwebhooks';
import { Webhook as SvixWebhook } from 'svix';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { type Receiver, startReceiver } from '../webhooks/receiver.ts';
import { refusal, TIME } from './expected.ts';
import { useServer } from './use-server.ts';

const WEBHOOK_ID = /^whk_[1-9A-HJ-NP-Za-km-z]{22}$/;
const NO_WEBHOOK = `whk_${'1'.repeat(22)}`;
const MISSING = refusal('notFound', 'There is no webhook with this id.');

type Body = { readonly id: string; readonly secret: string };
type Delivery = {
  readonly id: string;
  readonly status: string;
  readonly event_id: string;
  readonly response_body: string;
};

describeEachEngine('webhooks', (engine) => {
  const contract = useServer(engine, { PROFFER_EGRESS_ALLOW: '127.0.0.0/8' });
  const { ask } = contract;
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await startReceiver();
  });
  afterAll(() => receiver.close());

  async function create(events: readonly string[] = ['link.created'], path = '/hook', key?: string): Promise<Body> {
    const body = { url: `${receiver.url}${path}`, events };
    const answer = await ask('POST', '/v1/webhooks', { body, ...(key !== undefined && { key }) });
    expect(answer.status).toBe(201);
    return answer.body as Body;
  }
  const createLink = async (key = contract.keys.ours.token) => {
    const { body } = await ask('POST', '/v1/links', { key, body: { destination: 'https://example.com/' } });
    return body as { id: string; slug: string };
  };
  const logOf = async (id: string) => {
    const { body } = await ask('GET', `/v1/webhooks/${id}/deliveries`);
    return (body as { data: Delivery[] }).data;
  };
  const about = (id: string) => (received: { body: string }) => received.body.includes(id);

  test('a webhook is created with a secret that is shown this once', async () => {
    const body = { url: `${receiver.url}/a`, events: ['link.created', 'link.clicked'], description: 'CRM' };
    const { status, headers, body: created } = await ask('POST', '/v1/webhooks', { body });
    expect({ status, created }).toEqual({
      status: 201,
      created: {
        ...body,
        id: expect.stringMatching(WEBHOOK_ID),
        secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{43}=$/),
        status: 'active',
        status_reason: null,
        failing_since: null,
        previous_secret_expires_at: null,
        created_at: expect.stringMatching(TIME),
        updated_at: expect.stringMatching(TIME),
        livemode: true,
      },
    });
    expect(headers.get('cache-control')).toBe('no-store');
    const { id, secret: _secret, ...shown } = created as Body;
    expect((await ask('GET', `/api/v1/webhooks/${id}`)).body).toEqual({ id, ...shown });
    const { body: list } = await ask('GET', '/v1/webhooks?limit=1');
    expect(list).toMatchObject({ data: [{ id, ...shown }], pagination: { limit: 1, offset: 0 } });
    await ask('DELETE', `/v1/webhooks/${id}`);
  });

  test.each([
    ['no URL', { events: ['link.created'] }, '"url"'],
    ['what is no URL', { url: 'nonsense', events: ['link.created'] }, '"url"'],
    ['a script', { url: 'javascript:alert(1)', events: ['link.created'] }, 'https:'],
    ['plain HTTP to the world', { url: 'http://93.184.215.14/', events: ['link.created'] }, 'https:'],
    ['a password', { url: 'https://me:secret@example.com/', events: ['link.created'] }, 'password'],
    ['another port', { url: 'https://93.184.215.14:22/', events: ['link.created'] }, 'address or port'],
    ['no event', { url: 'https://93.184.215.14/', events: [] }, '"events"'],
    ['an unknown event', { url: 'https://93.184.215.14/', events: ['link.eaten'] }, '"events.0"'],
    ['an unknown field', { url: 'https://93.184.215.14/', events: ['*'], secret: 'mine' }, '"secret" is not known'],
  ])('%s is refused', async (_what, body, message) => {
    expect(await ask('POST', '/v1/webhooks', { body })).toEqual(refusal('invalid', message));
  });

  test.each([
    ...['http://10.0.0.1', 'https://169.254.169.254', 'https://167772161', 'https://0xa.1', 'https://012.0.0.1'],
    ...['https://[::1]', 'https://[::ffff:10.0.0.1]', 'https://[::7f00:1]', 'https://[64:ff9b::a00:1]'],
    ...['https://[2002:a00:1::]', 'https://①⓪.0.0.1', 'https://10。0。0。1', 'https://100.64.0.1', 'https://[fe80::1]'],
    ...['https://[fd00::1]', 'https://0.0.0.0', 'https://[::]', 'https://192.168.1.1.', 'https://[::ffff:0:a00:1]'],
  ])('an address inside is refused: %s', async (url) => {
    expect(await ask('POST', '/v1/webhooks', { body: { url, events: ['*'] } })).toEqual(refusal('invalid', 'address'));
  });

  test('a key needs the scopes of webhooks', async () => {
    const key = contract.keys.readOnly.token;
    expect(await ask('GET', '/v1/webhooks', { key })).toEqual(refusal('forbidden', 'webhooks:read'));
    expect(await ask('POST', '/v1/webhooks', { key, body: {} })).toEqual(refusal('forbidden', 'webhooks:write'));
    expect(await ask('GET', '/v1/webhooks', { key: null })).toEqual(refusal('unauthorized'));
  });

  test('a webhook of somebody else, or of the other mode, is as one that is not there', async () => {
    const { id } = await create();
    const calls = [
      ['GET', ''],
      ['PATCH', ''],
      ['DELETE', ''],
      ['POST', '/rotate-secret'],
      ['POST', '/test'],
      ['GET', '/deliveries'],
      ['GET', `/deliveries/dlv_${'1'.repeat(22)}`],
      ['POST', `/deliveries/dlv_${'1'.repeat(22)}/redeliver`],
    ] as const;
    for (const [method, rest] of calls) {
      const body = method === 'PATCH' ? { status: 'paused' } : undefined;
      const asked = { ...(body && { body }) };
      for (const key of [contract.keys.theirs.token, contract.keys.test.token]) {
        expect(await ask(method, `/v1/webhooks/${id}${rest}`, { ...asked, key })).toEqual(MISSING);
      }
      expect(await ask(method, `/v1/webhooks/${NO_WEBHOOK}${rest}`, asked)).toEqual(MISSING);
    }
    const body = { from: '2026-01-01T00:00:00Z', to: '2027-01-01T00:00:00Z' };
    const key = contract.keys.theirs.token;
    expect(await ask('POST', `/v1/webhooks/${id}/redeliver`, { key, body })).toEqual(MISSING);
    await ask('DELETE', `/v1/webhooks/${id}`);
  });

  test('the libraries of Standard Webhooks and Svix accept a delivery, and none with another byte', async () => {
    const { id, secret } = await create();
    const link = await createLink();
    const [received] = await receiver.waitFor(1, about(link.id));
    const headers = received?.headers as Record<string, string>;
    for (const library of [new StandardWebhook(secret), new SvixWebhook(secret)]) {
      library.verify(received?.body ?? '', headers);
      expect(() => library.verify(`${received?.body} `, headers)).toThrow();
      expect(() => library.verify(received?.body.replace('active', 'Active') ?? '', headers)).toThrow();
    }
    await expect
      .poll(async () => (await logOf(id))[0])
      .toMatchObject({ webhook_id: id, event_type: 'link.created', attempts: 1, status_code: 204 });
    await ask('DELETE', `/v1/webhooks/${id}`);
  });

  test('a rotated secret signs beside the old one', async () => {
    const { id, secret: old } = await create();
    const { body } = await ask('POST', `/v1/webhooks/${id}/rotate-secret`);
    const { secret } = body as Body;
    expect(secret).not.toBe(old);
    const link = await createLink();
    const [received] = await receiver.waitFor(1, about(link.id));
    for (const one of [old, secret]) {
      new StandardWebhook(one).verify(received?.body ?? '', received?.headers as Record<string, string>);
    }
    expect(String(received?.headers['x-sharecd-signature']).match(/v1=[0-9a-f]{64}/g)).toHaveLength(2);
    await ask('DELETE', `/v1/webhooks/${id}`);
  });

  test('a test is sent at once, and its answer shown', async () => {
    const { id, secret } = await create(['page.viewed'], '/test');
    receiver.answer((response) => response.writeHead(418).end('short and stout'));
    const { status, body } = await ask('POST', `/v1/webhooks/${id}/test`);
    receiver.answer((response) => response.writeHead(204).end());
    expect({ status, body }).toMatchObject({
      status: 200,
      body: { event_type: 'webhook.test', status: 'failed', status_code: 418, response_body: 'short and stout' },
    });
    const { id: deliveryId, attempts: _count, ...delivery } = body as Delivery & { attempts: number };
    const attempt = {
      number: 1,
      status_code: 418,
      response_body: 'short and stout',
      error: 'the status is not a success',
    };
    expect(await ask('GET', `/v1/webhooks/${id}/deliveries/${deliveryId}`)).toMatchObject({
      status: 200,
      body: { ...delivery, id: deliveryId, attempts: [attempt] },
    });
    expect(await ask('GET', `/v1/webhooks/${id}/deliveries/dlv_${'1'.repeat(22)}`)).toEqual(refusal('notFound'));
    const [received] = await receiver.waitFor(1, ({ path }) => path === '/test');
    new StandardWebhook(secret).verify(received?.body ?? '', received?.headers as Record<string, string>);
    await ask('DELETE', `/v1/webhooks/${id}`);
  });

  test('the log has pages, and what is in it can be sent again with the same id', async () => {
    const { id } = await create();
    const links = [await createLink(), await createLink(), await createLink()];
    for (const link of links) await receiver.waitFor(1, about(link.id));
    const first = (await ask('GET', `/v1/webhooks/${id}/deliveries?limit=2`)).body as {
      data: Delivery[];
      pagination: { next_cursor: string };
    };
    expect(first.pagination).toMatchObject({ limit: 2, has_more: true });
    const cursor = encodeURIComponent(first.pagination.next_cursor);
    const second = (await ask('GET', `/v1/webhooks/${id}/deliveries?limit=2&cursor=${cursor}`)).body as typeof first;
    expect(second.data).toHaveLength(1);
    expect(await ask('GET', `/v1/webhooks/${id}/deliveries?cursor=nonsense`)).toEqual(refusal('invalid', '"cursor"'));
    const [delivery] = second.data;
    const again = await ask('POST', `/v1/webhooks/${id}/deliveries/${delivery?.id}/redeliver`);
    expect(again).toMatchObject({ status: 202, body: { event_id: delivery?.event_id, status: 'pending' } });
    await receiver.waitFor(2, ({ headers }) => headers['webhook-id'] === delivery?.event_id);
    const range = { from: '2020-01-01T00:00:00Z', to: '2100-01-01T00:00:00Z' };
    const { body } = await ask('POST', `/v1/webhooks/${id}/redeliver`, { body: range });
    expect((body as { redelivered: number }).redelivered).toBeGreaterThanOrEqual(3);
    await receiver.waitFor(3, ({ headers }) => headers['webhook-id'] === delivery?.event_id);
    expect(await ask('POST', `/v1/webhooks/${id}/redeliver`, { body: { from: 'today' } })).toEqual(
      refusal('invalid', '"from"'),
    );
    await ask('DELETE', `/v1/webhooks/${id}`);
  });

  test('a webhook is changed, paused and resumed', async () => {
    const { id } = await create();
    const patch = (body: unknown) => ask('PATCH', `/v1/webhooks/${id}`, { body });
    expect(await patch({ status: 'paused', description: 'x' })).toMatchObject({
      status: 200,
      body: { status: 'paused', description: 'x' },
    });
    const link = await createLink();
    expect(await patch({ status: 'active', events: ['link.created', 'link.deleted'] })).toMatchObject({ status: 200 });
    await receiver.waitFor(1, about(link.id));
    expect(await patch({ status: 'disabled' })).toEqual(refusal('invalid', '"status"'));
    expect(await patch({ url: 'https://10.0.0.1/' })).toEqual(refusal('invalid', '"url"'));
    expect(await ask('DELETE', `/v1/webhooks/${id}`)).toMatchObject({ status: 200, body: { id, deleted: true } });
    expect(await ask('GET', `/v1/webhooks/${id}`)).toEqual(MISSING);
  });

  test('what happens in test mode reaches test webhooks only', async () => {
    const live = await create(['link.created'], '/live');
    const test = await create(['link.created'], '/test-mode', contract.keys.test.token);
    const link = await createLink(contract.keys.test.token);
    const [received] = await receiver.waitFor(1, about(link.id));
    expect(received?.path).toBe('/test-mode');
    expect(JSON.parse(received?.body ?? '')).toMatchObject({ livemode: false });
    await ask('DELETE', `/v1/webhooks/${live.id}`);
    await ask('DELETE', `/v1/webhooks/${test.id}`, { key: contract.keys.test.token });
  });

  test('each click arrives as an event of its own', async () => {
    const { id } = await create(['link.clicked'], '/clicks');
    const link = await createLink();
    for (let n = 0; n < 3; n++) {
      await fetch(`${contract.server.url}/${link.slug}`, {
        redirect: 'manual',
        headers: { 'user-agent': `Visitor/${n}` },
      });
    }
    const clicks = await receiver.waitFor(3, ({ path }) => path === '/clicks');
    const events = clicks.map(({ body }) => JSON.parse(body));
    expect(events[0]).toMatchObject({
      type: 'link.clicked',
      data: { link_id: link.id, timestamp: expect.stringMatching(TIME), ip_address: '127.0.0.0' },
    });
    expect(new Set(events.map((event) => event.id)).size).toBe(3);
    expect(new Set(events.map((event) => event.data.user_agent))).toEqual(
      new Set(['Visitor/0', 'Visitor/1', 'Visitor/2']),
    );
    await ask('DELETE', `/v1/webhooks/${id}`);
  });

  test('each view of a share and of a page arrives as one event', async () => {
    const { id } = await create(['share.viewed', 'page.viewed'], '/views');
    const idOf = ({ body }: { body: unknown }) => (body as { data: { id: string } }).data.id;
    const share = idOf(await ask('POST', '/api/v1/share', { body: { content: { type: 'text', body: 'Hello' } } }));
    const headers = { 'content-type': 'text/html' };
    const page = await ask('POST', '/api/v1/pages?visibility=public', { body: '<h1>Hello</h1>', headers });
    const { url } = (page.body as { data: { url: string } }).data;
    for (const path of [`/api/v1/share/${share}`, url, `/api/v1/share/${share}`, url]) {
      expect((await ask('GET', path, { key: null })).status).toBe(200);
    }
    await receiver.waitFor(4, ({ path }) => path === '/views');
    const { body } = await ask('GET', '/v1/events?limit=100');
    const events = (body as { data: { id: string; type: string; data: Record<string, unknown> }[] }).data;
    const told = events.filter(({ type }) => type.endsWith('.viewed'));
    expect(told.map(({ type, data }) => [type, data.share_id ?? data.page_id]).sort()).toEqual([
      ...Array(2).fill(['page.viewed', idOf(page)]),
      ...Array(2).fill(['share.viewed', share]),
    ]);
    const sent = receiver.received.filter(({ path }) => path === '/views');
    expect(new Set(sent.map((one) => JSON.parse(one.body).id))).toEqual(new Set(told.map((event) => event.id)));
    await ask('DELETE', `/v1/webhooks/${id}`);
  });

  test('no secret, key or query of a receiver is in a log, metric, event, audit entry or error', async () => {
    const { id, secret } = await create(['link.created'], '/heard?token=planted-in-query');
    await createLink();
    await receiver.waitFor(1, ({ path }) => path.startsWith('/heard'));
    const key = contract.keys.ours.token;
    const metrics = (await ask('GET', '/metrics', { key: null })).body;
    expect(metrics).toMatch(/proffer_webhook_attempts_total\{outcome="succeeded"\} [1-9]/);
    const { body: events } = await ask('GET', '/v1/events?limit=100');
    const { body: audit } = await ask('GET', '/v1/audit?limit=100');
    const { body: error } = await ask('PATCH', `/v1/webhooks/${id}`, {
      body: { url: 'https://10.0.0.1/?token=planted' },
    });
    const written = [contract.server.logs(), metrics, events, audit, error].map((text) => JSON.stringify(text));
    for (const planted of [secret, key, 'planted']) {
      expect({ planted, found: written.filter((text) => text.includes(planted)) }).toEqual({ planted, found: [] });
    }
    await ask('DELETE', `/v1/webhooks/${id}`);
  });
});
