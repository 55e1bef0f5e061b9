import { expect, it } from 'vitest';
import { beforeItsEnd } from '../harness/before-its-end.ts';
import { describeEachEngine } from '../harness/database.ts';
import { SLOW_SHARE_BODIES } from '../slow-input/share-bodies.ts';
import { TIME } from './expected.ts';
import { dataOf, MISSING_SHARE, makeShare, NO_SHARE, SHARE_ID, SOME_TEXT, shareRefusal } from './share-answers.ts';
import { useServer } from './use-server.ts';

const PNG = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.alloc(50)]);
const dataUrl = (type: string, bytes: Buffer) => `data:${type};base64,${bytes.toString('base64')}`;

describeEachEngine('the shares API', (engine) => {
  const contract = useServer(engine);
  const { ask } = contract;
  const retrieve = (id: string, key: string | null = null) => ask('GET', `/api/v1/share/${id}`, { key });

  it('makes, retrieves, changes, lists and deletes a share as published', async () => {
    const options = { expires: '2100-12-31T23:59:59Z', maxViews: 100 };
    const made = await ask('POST', '/api/v1/share', { body: { content: SOME_TEXT, options } });
    expect(made.status).toBe(201);
    const share = dataOf<{ id: string }>(made);
    const base = `http://localhost:${contract.server.port}`;
    expect(share).toEqual({
      id: expect.stringMatching(SHARE_ID),
      type: 'text',
      url: `${base}/s/${share.id.slice(3)}`,
      shortUrl: expect.stringMatching(new RegExp(`^${base}/s/[1-9A-HJ-NP-Za-km-z]{8}$`)),
      created: expect.stringMatching(TIME),
      expires: '2100-12-31T23:59:59.000Z',
      viewCount: 0,
      maxViews: 100,
      passwordProtected: false,
      livemode: true,
    });

    const { created, expires, id } = dataOf<{ id: string; created: string; expires: string }>(made);
    expect(dataOf(await retrieve(id))).toEqual({
      id,
      content: SOME_TEXT,
      created,
      expires,
      viewCount: 1,
      maxViews: 100,
      remainingViews: 99,
    });

    const change = { options: { expires: '2101-01-16T10:00:00Z', maxViews: 200 } };
    expect(dataOf(await ask('PATCH', `/api/v1/share/${id}`, { body: change }))).toEqual({
      id,
      updated: expect.stringMatching(TIME),
      expires: '2101-01-16T10:00:00.000Z',
      maxViews: 200,
    });
    expect(dataOf(await retrieve(id))).toMatchObject({ viewCount: 2, maxViews: 200, remainingViews: 198 });

    const { shares } = dataOf<{ shares: unknown[] }>(await ask('GET', '/api/v1/shares?limit=1'));
    expect(shares).toEqual([
      { ...share, expires: '2101-01-16T10:00:00.000Z', viewCount: 2, maxViews: 200, status: 'active' },
    ]);

    expect(dataOf(await ask('DELETE', `/api/v1/share/${id}`))).toEqual({ id, deleted: expect.stringMatching(TIME) });
    for (const method of ['GET', 'DELETE']) expect(await ask(method, `/api/v1/share/${id}`)).toEqual(MISSING_SHARE);
    expect(await ask('PATCH', `/api/v1/share/${id}`, { body: change })).toEqual(MISSING_SHARE);
    expect(JSON.stringify((await ask('GET', '/api/v1/shares')).body)).not.toContain(id);
  });

  it('takes an id with its "sh_" and without', async () => {
    const { id } = await makeShare(ask);
    const short = id.slice(3);
    expect(dataOf(await retrieve(short))).toMatchObject({ id });
    expect(dataOf(await ask('PATCH', `/api/v1/share/${short}`, { body: { options: {} } }))).toMatchObject({ id });
    expect(dataOf(await ask('GET', `/api/v1/share/${short}/analytics`))).toMatchObject({ share_id: id });
    expect(dataOf(await ask('DELETE', `/api/v1/share/${short}`))).toMatchObject({ id });
  });

  it('counts the views of a share without a limit, each in its own answer', async () => {
    const { id } = await makeShare(ask);
    for (let view = 1; view <= 5; view++) {
      expect(dataOf(await retrieve(id))).toMatchObject({ viewCount: view, maxViews: null, remainingViews: null });
    }
    const { shares } = dataOf<{ shares: object[] }>(await ask('GET', '/api/v1/shares?limit=1'));
    expect(shares).toMatchObject([{ id, viewCount: 5 }]);
  });

  it('gives fifty who ask at once fifty different counts', async () => {
    const { id } = await makeShare(ask);
    const answers = await Promise.all(Array.from({ length: 50 }, () => retrieve(id)));
    const counts = answers.map((answer) => dataOf<{ viewCount: number }>(answer).viewCount);
    expect(counts.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it('shows a share as often as it may be seen, and then never', async () => {
    const { id } = await makeShare(ask, { options: { maxViews: 2 } });
    expect(dataOf(await retrieve(id))).toMatchObject({ viewCount: 1, remainingViews: 1 });
    expect(dataOf(await retrieve(id))).toMatchObject({ viewCount: 2, remainingViews: 0 });
    expect(await retrieve(id)).toEqual(MISSING_SHARE);
    expect(await retrieve(id, contract.keys.ours.token)).toEqual(MISSING_SHARE);
    expect(await ask('GET', `/api/v1/share/${id}?peek=true`)).toEqual(MISSING_SHARE);
    const { shares } = dataOf<{ shares: object[] }>(await ask('GET', '/api/v1/shares?limit=1&status=expired'));
    expect(shares).toMatchObject([{ id, status: 'expired', viewCount: 2, maxViews: 2 }]);
  });

  it('lets its owner look without counting, and nobody else', async () => {
    const { id } = await makeShare(ask, { options: { maxViews: 1, password: 'secret' } });
    const peek = (key?: string | null) => ask('GET', `/api/v1/share/${id}?peek=true`, key === undefined ? {} : { key });
    for (let time = 0; time < 3; time++) {
      expect(dataOf(await peek())).toMatchObject({ content: SOME_TEXT, viewCount: 0, remainingViews: 1 });
    }
    expect(await peek(null)).toEqual(shareRefusal(401, 'UNAUTHORIZED'));
    expect(await peek(contract.keys.theirs.token)).toEqual(MISSING_SHARE);
    expect(await peek(contract.keys.test.token)).toEqual(MISSING_SHARE);
    expect(await peek(contract.keys.readOnly.token)).toEqual(shareRefusal(403, 'FORBIDDEN', '"shares:read"'));
    expect(dataOf(await retrieve(id, contract.keys.ours.token))).toMatchObject({ viewCount: 1, remainingViews: 0 });
  });

  it.each<[string, RequestInit]>([
    ['HEAD', { method: 'HEAD' }],
    ['a prefetch', { headers: { 'sec-purpose': 'prefetch;anonymous-client-ip' } }],
    ['a prerender', { headers: { 'sec-purpose': 'prefetch;prerender' } }],
    ['an old prefetch', { headers: { purpose: 'prefetch' } }],
    ['an older prefetch', { headers: { 'x-moz': 'prefetch' } }],
    ['a preview', { headers: { 'x-purpose': 'preview' } }],
    ['a robot that draws previews', { headers: { 'user-agent': 'Slackbot-LinkExpanding 1.0' } }],
  ])('shows nothing to %s, and counts nothing', async (_what, init) => {
    for (const options of [{ maxViews: 1 }, {}]) {
      const { id } = await makeShare(ask, { options });
      const response = await fetch(`${contract.server.url}/api/v1/share/${id}`, init);
      expect(response.status).toBe(init.method === 'HEAD' ? 200 : 204);
      expect(await response.text()).toBe('');
      expect(dataOf(await retrieve(id))).toMatchObject({ viewCount: 1 });
    }
  });

  it('shows pictures by address and by data, and refuses what is none', async () => {
    const url = 'https://example.com/images/example.jpg';
    for (const body of [url, dataUrl('image/png', PNG)]) {
      const { id } = await makeShare(ask, { content: { type: 'image', body } });
      expect(dataOf(await retrieve(id))).toMatchObject({ content: { type: 'image', body } });
    }
    for (const body of [
      'http://example.com/a.png',
      'javascript:alert(1)',
      'https://user:password@example.com/',
      'no address',
      '',
      dataUrl('image/png', Buffer.from('<svg onload=alert(1)>'.repeat(9))),
      dataUrl('image/gif', PNG),
      dataUrl('image/svg+xml', Buffer.from('<svg/>')),
      dataUrl('text/html', PNG),
      `data:image/png;base64,${'!'.repeat(40)}`,
      'data:image/png,raw',
    ]) {
      const refused = await ask('POST', '/api/v1/share', { body: { content: { type: 'image', body } } });
      expect(refused, body).toEqual(shareRefusal(400, 'VALIDATION_ERROR', '"content.body"'));
    }
  });

  it('shows a component with the props it was given, as an object or as JSON', async () => {
    const body = {
      component: 'HandDrawnEmphasis',
      props: { text: 'Shared interactive element', variant: 'underline' },
    };
    for (const given of [body, JSON.stringify(body)]) {
      const { id } = await makeShare(ask, { content: { type: 'interactive', body: given } });
      expect(dataOf(await retrieve(id))).toMatchObject({ content: { type: 'interactive', body } });
    }
    for (const wrong of [{ ...body, component: 'Nobody' }, { ...body, props: { variant: 7 } }, 'no JSON', 'null']) {
      const content = { type: 'interactive', body: wrong };
      expect(await ask('POST', '/api/v1/share', { body: { content } })).toEqual(
        shareRefusal(400, 'VALIDATION_ERROR', '"content.body'),
      );
    }
  });

  it('takes a text of 1 MiB and a picture of 5 MiB, and no byte more', async () => {
    const mebibyte = 1024 * 1024;
    const sizes: [object, number][] = [
      [{ type: 'text', body: 'é'.repeat(mebibyte / 2) }, 201],
      [{ type: 'text', body: `${'é'.repeat(mebibyte / 2)}x` }, 413],
      [
        { type: 'image', body: dataUrl('image/png', Buffer.concat([PNG, Buffer.alloc(5 * mebibyte - PNG.length)])) },
        201,
      ],
      [{ type: 'image', body: dataUrl('image/png', Buffer.concat([PNG, Buffer.alloc(5 * mebibyte)])) }, 413],
      [{ type: 'text', body: 'x'.repeat(9 * mebibyte) }, 413],
    ];
    for (const [content, status] of sizes) {
      const answer = await ask('POST', '/api/v1/share', { body: { content } });
      expect(answer.status).toBe(status);
      if (status === 413) expect(answer).toEqual(shareRefusal(413, 'PAYLOAD_TOO_LARGE'));
      else expect(dataOf(await retrieve(dataOf<{ id: string }>(answer).id))).toMatchObject({ content });
    }
  });

  it.each<[string, unknown, string]>([
    ['without a content', {}, '"content"'],
    ['with an unknown type', { content: { type: 'video', body: 'x' } }, '"content.type"'],
    ['with an empty text', { content: { type: 'text', body: '' } }, '"content.body"'],
    ['with an object for text', { content: { type: 'text', body: {} } }, '"content.body"'],
    ['with half a surrogate pair', '{"content":{"type":"text","body":"\\ud800"}}', '"content.body"'],
    ['with an unknown field', { content: SOME_TEXT, colour: 'red' }, '"colour"'],
    ['with an unknown option', { content: SOME_TEXT, options: { views: 1 } }, '"options.views"'],
    ['that has expired', { content: SOME_TEXT, options: { expires: '2024-12-31T23:59:59Z' } }, '"options.expires"'],
    ['with no time', { content: SOME_TEXT, options: { expires: 'tomorrow' } }, '"options.expires"'],
    [
      'with a time without a zone',
      { content: SOME_TEXT, options: { expires: '2100-01-01T00:00:00' } },
      '"options.expires"',
    ],
    ['that may never be seen', { content: SOME_TEXT, options: { maxViews: 0 } }, '"options.maxViews"'],
    ['that may be seen one and a half times', { content: SOME_TEXT, options: { maxViews: 1.5 } }, '"options.maxViews"'],
    ['with a text for a number', { content: SOME_TEXT, options: { maxViews: '5' } }, '"options.maxViews"'],
    ['with an empty password', { content: SOME_TEXT, options: { password: '' } }, '"options.password"'],
    [
      'with a password of 1,025 bytes',
      { content: SOME_TEXT, options: { password: 'x'.repeat(1_025) } },
      '"options.password"',
    ],
    ['that is no JSON', '{"content":', 'JSON'],
  ])('refuses a share %s, and names what is wrong', async (_what, body, message) => {
    const before = await contract.database.db.selectFrom('shares').select('id').execute();
    expect(await ask('POST', '/api/v1/share', { body })).toEqual(shareRefusal(400, 'VALIDATION_ERROR', message));
    expect(await contract.database.db.selectFrom('shares').select('id').execute()).toHaveLength(before.length);
  });

  it.each(SLOW_SHARE_BODIES)('refuses %s', async (_what, body) => {
    expect(await ask('POST', '/api/v1/share', { body })).toEqual(shareRefusal(400, 'VALIDATION_ERROR'));
  });

  it('changes options only as far as was promised', async () => {
    const { id } = await makeShare(ask, { options: { maxViews: 10, expires: '2100-01-01T00:00:00Z' } });
    const patch = (body: object, key?: string) =>
      ask('PATCH', `/api/v1/share/${id}`, { body, ...(key === undefined ? {} : { key }) });
    expect(await patch({ options: { maxViews: 9 } })).toEqual(
      shareRefusal(400, 'INVALID_UPDATE', '"options.maxViews"'),
    );
    expect(await patch({ options: { maxViews: null } })).toEqual(shareRefusal(400, 'INVALID_UPDATE'));
    expect(await patch({ options: { expires: '2024-01-01T00:00:00Z' } })).toEqual(
      shareRefusal(400, 'INVALID_UPDATE', '"options.expires"'),
    );
    expect(await patch({ content: SOME_TEXT })).toEqual(shareRefusal(400, 'CONTENT_IMMUTABLE'));
    expect(await patch({ content: null, options: {} })).toEqual(shareRefusal(400, 'CONTENT_IMMUTABLE'));
    expect(await patch({ options: { colour: 1 } })).toEqual(shareRefusal(400, 'VALIDATION_ERROR', '"options.colour"'));
    for (const key of [contract.keys.theirs.token, contract.keys.test.token]) {
      expect(await patch({ options: { maxViews: 9 } }, key)).toEqual(MISSING_SHARE);
    }
    expect(dataOf(await patch({ options: { maxViews: 10 } }))).toMatchObject({ maxViews: 10 });
    expect(dataOf(await patch({ options: { maxViews: 11, expires: '2050-01-01T00:00:00Z' } }))).toMatchObject({
      maxViews: 11,
      expires: '2050-01-01T00:00:00.000Z',
    });
    expect(dataOf(await patch({ options: { expires: null } }))).toMatchObject({ expires: null, maxViews: 11 });
    expect(dataOf(await patch({ options: { expires: new Date().toISOString() } }))).toMatchObject({ id });
    expect(await retrieve(id)).toEqual(MISSING_SHARE);
    expect(await patch({ options: { expires: '2100-01-01T00:00:00Z' } })).toEqual(MISSING_SHARE);

    const unlimited = await makeShare(ask);
    const limited = await ask('PATCH', `/api/v1/share/${unlimited.id}`, { body: { options: { maxViews: 5 } } });
    expect(limited).toEqual(shareRefusal(400, 'INVALID_UPDATE'));
  });

  it('tells that a share has expired', async () => {
    const { id } = await beforeItsEnd((expires) => makeShare(ask, { options: { expires } }));
    await expect.poll(async () => (await retrieve(id)).status).toBe(404);
    const { shares } = dataOf<{ shares: object[] }>(await ask('GET', '/api/v1/shares?limit=1&status=expired'));
    expect(shares).toMatchObject([{ id, status: 'expired' }]);
  });

  it('lists the newest first, fifty a page when nothing is said, and apart by mode and owner', async () => {
    const key = contract.keys.theirs.token;
    const made: string[] = [];
    for (let index = 0; index < 51; index++) made.unshift((await makeShare(ask, {}, key)).id);
    type List = { shares: { id: string }[]; pagination: unknown };
    const page = async (query: string) => dataOf<List>(await ask('GET', `/api/v1/shares${query}`, { key }));
    const first = await page('');
    expect(first.shares.map(({ id }) => id)).toEqual(made.slice(0, 50));
    expect(first.pagination).toEqual({ total: 51, limit: 50, offset: 0, hasMore: true });
    expect(JSON.stringify(first)).not.toContain(SOME_TEXT.body);
    const last = await page('?limit=5&offset=48&status=active');
    expect(last.shares.map(({ id }) => id)).toEqual(made.slice(48));
    expect(last.pagination).toEqual({ total: 51, limit: 5, offset: 48, hasMore: false });
    expect(await page('?status=expired')).toMatchObject({ shares: [], pagination: { total: 0 } });
    const inTest = await makeShare(ask, {}, contract.keys.test.token);
    expect(inTest).toMatchObject({ livemode: false });
    expect(dataOf(await ask('GET', '/api/v1/shares', { key: contract.keys.test.token }))).toMatchObject({
      shares: [{ id: inTest.id, livemode: false }],
      pagination: { total: 1 },
    });
    for (const query of ['limit=0', 'limit=101', 'offset=-1', 'status=gone', 'page=1']) {
      expect(await ask('GET', `/api/v1/shares?${query}`)).toEqual(shareRefusal(400, 'VALIDATION_ERROR'));
    }
  });

  it('counts views in analytics, for its owner alone', async () => {
    for (const options of [{}, { maxViews: 5 }]) {
      const { id } = await makeShare(ask, { options });
      for (let view = 0; view < 3; view++) await retrieve(id);
      const analytics = await ask('GET', `/api/v1/share/${id}/analytics?granularity=month`);
      expect(dataOf(analytics)).toMatchObject({ share_id: id, total_clicks: 3, granularity: 'month', timezone: 'UTC' });
      const theirs = await ask('GET', `/api/v1/share/${id}/analytics`, { key: contract.keys.theirs.token });
      expect(theirs).toEqual(MISSING_SHARE);
      expect(await ask('GET', `/api/v1/share/${id}/analytics?timezone=Mars`)).toEqual(
        shareRefusal(400, 'VALIDATION_ERROR', '"timezone"'),
      );
    }
  });

  it('answers for what is not there as for what is somebody else’s', async () => {
    for (const id of [NO_SHARE, NO_SHARE.slice(3), 'abc123xyz', 'sh_', '%00', 'sh_0OIl000000000000']) {
      expect(await retrieve(id), id).toEqual(MISSING_SHARE);
      expect(await ask('DELETE', `/api/v1/share/${id}`), id).toEqual(MISSING_SHARE);
    }
  });

  it('may be kept by nobody on the way', async () => {
    const { id } = await makeShare(ask);
    expect((await retrieve(id)).headers.get('cache-control')).toBe('no-store');
    expect((await retrieve(id)).headers.get('etag')).toBe(null);
  });

  it('is opened to nobody by a key in the address', async () => {
    const { id } = await makeShare(ask);
    const answer = await ask('GET', `/api/v1/share/${id}?api_key=${contract.keys.ours.token}`, { key: null });
    expect(answer).toEqual(shareRefusal(401, 'UNAUTHORIZED'));
  });
});
