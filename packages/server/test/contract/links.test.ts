import { expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { LINK_ID, MISSING_LINK, refusal, TIME } from './expected.ts';
import { useServer } from './use-server.ts';

const DESTINATION = 'https://example.com/spring?x=1';

describeEachEngine('the links API', (engine) => {
  const contract = useServer(engine);
  const { ask } = contract;
  const createdLink = async (body: object = {}, key?: string) => {
    const { status, body: link } = await ask('POST', '/v1/links', {
      body: { destination: DESTINATION, ...body },
      ...(key === undefined ? {} : { key }),
    });
    expect(status).toBe(201);
    return link as { id: string; slug: string; short_url: string; destination: string };
  };

  it.each(['/v1', '/api/v1'])('makes, reads, changes and deletes a link under %s', async (base) => {
    const slug = `whole-${base.length}`;
    const made = await ask('POST', `${base}/links`, {
      body: {
        destination: 'https://EXAMPLE.com/spring?x=1',
        slug,
        metadata: { campaign: 'spring', budget: 12.5, paid: true, note: null },
        tracking: { utm_source: 'news' },
        expires_at: '2100-01-01T01:00:00+01:00',
      },
    });
    const link = {
      id: expect.stringMatching(LINK_ID),
      destination: DESTINATION,
      slug,
      short_url: `http://localhost:${contract.server.port}/${slug}`,
      domain: null,
      metadata: { campaign: 'spring', budget: 12.5, paid: true, note: null },
      tracking: { utm_source: 'news' },
      created_at: expect.stringMatching(TIME),
      updated_at: expect.stringMatching(TIME),
      expires_at: '2100-01-01T00:00:00.000Z',
      status: 'active',
      verification: { status: 'verified', checked_at: expect.stringMatching(TIME), reason: null },
      clicks: 0,
      livemode: true,
    };
    expect(made).toMatchObject({ status: 201, body: link });
    expect(made.body).toEqual(link);
    expect(made.headers.get('content-type')).toBe('application/json');

    const { id } = made.body as { id: string };
    const read = await ask('GET', `${base}/links/${id}`);
    expect(read).toMatchObject({ status: 200, body: made.body });

    const change = {
      destination: 'https://example.org/',
      metadata: {},
      tracking: {},
      expires_at: null,
      status: 'disabled',
    };
    const changed = await ask('PATCH', `${base}/links/${id}`, { body: change });
    expect(changed).toMatchObject({ status: 200 });
    expect(changed.body).toEqual({ ...link, ...change });

    expect(await ask('DELETE', `${base}/links/${id}`)).toMatchObject({ status: 200, body: { id, deleted: true } });
    for (const method of ['GET', 'DELETE']) expect(await ask(method, `${base}/links/${id}`)).toEqual(MISSING_LINK);
    expect(await ask('PATCH', `${base}/links/${id}`, { body: {} })).toEqual(MISSING_LINK);
  });

  it('makes a slug, and leaves everything else empty, when only a destination is given', async () => {
    expect(await createdLink()).toMatchObject({
      destination: DESTINATION,
      slug: expect.stringMatching(/^[1-9A-HJ-NP-Za-km-z]{7}$/),
      metadata: {},
      tracking: {},
      expires_at: null,
    });
  });

  it('refuses a slug that is taken, and names it', async () => {
    await createdLink({ slug: 'taken' });
    const again = { body: { destination: DESTINATION, slug: 'taken' } };
    expect(await ask('POST', '/v1/links', again)).toEqual(refusal('conflict', '"taken"'));
    // Slugs are of everybody: that one is taken says nothing of by whom.
    expect(await ask('POST', '/v1/links', { ...again, key: contract.keys.theirs.token })).toEqual(
      refusal('conflict', '"taken"'),
    );
  });

  it('gives one slug to one of fifty who ask at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        ask('POST', '/v1/links', { body: { destination: DESTINATION, slug: 'wanted' } }),
      ),
    );
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([201, ...Array(49).fill(409)]);
    expect((await ask('GET', '/v1/links?slug=wanted')).body).toMatchObject({ pagination: { total: 1 } });
  });

  it('answers fifty equal requests with one idempotency key alike, and makes one link', async () => {
    const request = {
      body: { destination: DESTINATION, metadata: { order: 'fifty' } },
      headers: { 'idempotency-key': 'f-1' },
    };
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask('POST', '/v1/links', request)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(49);
    expect((await ask('GET', '/v1/links?q=fifty')).body).toMatchObject({ pagination: { total: 1 } });
  });

  it('refuses an idempotency key that came with another request', async () => {
    const headers = { 'idempotency-key': 'other' };
    await ask('POST', '/v1/links', { body: { destination: DESTINATION }, headers });
    expect(await ask('POST', '/v1/links', { body: { destination: `${DESTINATION}&y=2` }, headers })).toEqual(
      refusal('conflict', '"Idempotency-Key"'),
    );
  });

  it('lists the newest first, twenty a page when nothing is said', async () => {
    const key = contract.keys.theirs.token;
    const made = [];
    for (let index = 0; index < 21; index++) made.unshift(await createdLink({}, key));
    const first = await ask('GET', '/v1/links', { key });
    expect(first).toMatchObject({
      status: 200,
      body: { data: made.slice(0, 20), pagination: { total: 21, limit: 20, offset: 0, has_more: true } },
    });
    expect(Object.keys(first.body as object)).toEqual(['data', 'pagination']);
    expect((await ask('GET', '/v1/links?limit=5&offset=18', { key })).body).toEqual({
      data: made.slice(18),
      pagination: { total: 21, limit: 5, offset: 18, has_more: false },
    });
    expect((await ask('GET', '/v1/links?offset=21', { key })).body).toMatchObject({
      data: [],
      pagination: { total: 21 },
    });
  });

  it('lists links by slug, by status and by what is in them', async () => {
    const found = await createdLink({ slug: 'Filter-me', metadata: { note: 'Größe' } });
    await ask('PATCH', `/v1/links/${found.id}`, { body: { status: 'disabled' } });
    const other = await createdLink({ slug: 'filter-me' });
    for (const [query, ids] of [
      ['slug=Filter-me', [found.id]],
      ['q=filter-ME', [other.id, found.id]],
      ['q=gr%C3%B6%C3%9Fe', [found.id]],
      ['q=filter&status=disabled', [found.id]],
      ['q=filter&status=active', [other.id]],
      ['q=filter&status=expired', []],
    ] as const) {
      const { body } = await ask('GET', `/v1/links?${query}`);
      expect(
        (body as { data: { id: string }[] }).data.map(({ id }) => id),
        query,
      ).toEqual(ids);
    }
  });

  it('keeps test mode and live mode apart', async () => {
    const { test } = contract.keys;
    const link = await createdLink({ slug: 'in-test' }, test.token);
    expect(link).toMatchObject({ livemode: false });
    for (const call of [`/v1/links/${link.id}`, `/v1/links/${link.id}/analytics`]) {
      expect(await ask('GET', call)).toEqual(MISSING_LINK);
      expect(await ask('GET', call, { key: test.token })).toMatchObject({ status: 200 });
    }
    expect((await ask('GET', '/v1/links?slug=in-test')).body).toMatchObject({ data: [] });
    const live = await createdLink();
    expect(await ask('GET', `/v1/links/${live.id}`, { key: test.token })).toEqual(MISSING_LINK);
    expect((await ask('GET', '/v1/links', { key: test.token })).body).toMatchObject({
      data: [{ id: link.id }],
      pagination: { total: 1 },
    });
  });

  it('tells that a link has expired', async () => {
    const { id } = await createdLink({ expires_at: '2100-01-01T00:00:00Z', slug: 'short-lived' });
    const { db } = contract.database;
    await db
      .updateTable('links')
      .set({ expires_at: Date.now() - 1 })
      .where('id', '=', id)
      .execute();
    expect((await ask('GET', `/v1/links/${id}`)).body).toMatchObject({ status: 'expired' });
    expect((await ask('GET', '/v1/links?slug=short-lived&status=expired')).body).toMatchObject({ data: [{ id }] });
  });
});
