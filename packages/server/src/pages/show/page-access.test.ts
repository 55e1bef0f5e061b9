import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { type ServedPages, servePages } from '../../../test/pages/serve-pages.ts';

const HTML = '<!doctype html><title>Plan</title><p>For some eyes.</p>';
const NOWHERE = '/ada/doesNotEx1';

const as = (person: string) => ({ cookie: `person=${person}` });
const withoutId = async (response: Response) => {
  const { date: _, 'x-request-id': __, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, body: await response.text() };
};

describeEachEngine('a page for certain people', (engine) => {
  let database: TestDatabase;
  let served: ServedPages;
  beforeAll(async () => {
    database = await createTestDatabase(engine);
    served = await servePages(database);
  });
  beforeEach(() => {
    served.views.length = 0;
  });
  afterAll(async () => {
    await served.close();
    await database.close();
  });

  it('is shown to members of its workspace, and kept by nobody', async () => {
    const { path, id } = await served.page({ html: HTML, visibility: 'private' });
    const response = await served.ask(path, as('member'));
    expect([response.status, await response.text()]).toEqual([200, HTML]);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
    });
    for (const name of ['etag', 'set-cookie', 'accept-ranges']) expect(response.headers.has(name)).toBe(false);
    expect(served.views).toMatchObject([{ subjectId: id }]);
  });

  it('is always sent whole and plain', async () => {
    const { path } = await served.page({ html: HTML.repeat(50), visibility: 'private' });
    const asked = { ...as('member'), range: 'bytes=0-9', 'if-none-match': '*', 'accept-encoding': 'br' };
    const response = await served.ask(path, asked);
    expect(response.status).toBe(200);
    expect(response.headers.has('content-encoding')).toBe(false);
  });

  it.each(['private', 'shared'] as const)('that is %s is to strangers as if it were not there', async (visibility) => {
    const { path } = await served.page({ html: HTML, visibility });
    for (const headers of [{}, as('other'), as('nobody'), { accept: 'application/json' }]) {
      for (const method of ['GET', 'HEAD']) {
        const there = await withoutId(await served.ask(path, headers, method));
        const nowhere = await withoutId(await served.ask(NOWHERE, headers, method));
        // The way back from the sign-in is the one difference, and it says what was asked for.
        const slug = path.split('/')[2] ?? '';
        expect({ ...there, body: there.body.replaceAll(slug, 'doesNotEx1') }).toEqual(nowhere);
        expect(there.status).toBe(404);
        expect(there.headers['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
        expect(there.headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
      }
    }
    expect(served.views).toEqual([]);
  });

  it('offers sign-in to who is not signed in, and JSON to programs', async () => {
    const { path } = await served.page({ html: HTML, visibility: 'private' });
    const page = await (await served.ask(path)).text();
    expect(page).toContain(`href="${served.url}/sign-in?next=${encodeURIComponent(path)}"`);
    const other = await (await served.ask(path, as('other'))).text();
    expect(other).toContain('other@example.com');
    const json = await (await served.ask(path, { accept: 'application/json' })).json();
    expect(json).toEqual({
      error: { code: 'PAGE_NOT_FOUND', message: 'There is no page at this address, or you may not see it.' },
    });
  });

  it('is shown to whom it is shared with, when their address is proven, until that is taken back', async () => {
    const { path, id } = await served.page({
      html: HTML,
      visibility: 'shared',
      sharedWith: { email: 'invited@example.com', status: 'pending' },
    });
    const statusFor = async (person: string) => (await served.ask(path, as(person))).status;
    expect(await statusFor('unverified')).toBe(404);
    expect(await statusFor('other')).toBe(404);
    expect(await statusFor('invited')).toBe(200);
    await database.db.deleteFrom('page_grants').where('page_id', '=', id).execute();
    expect(await statusFor('invited')).toBe(404);
  });

  it('is not shown to who was removed from its workspace', async () => {
    const { path } = await served.page({ html: HTML, visibility: 'private' });
    served.members.delete('member');
    expect((await served.ask(path, as('member'))).status).toBe(404);
    served.members.add('member');
    expect((await served.ask(path, as('member'))).status).toBe(200);
  });

  it('that was taken down is shown to nobody', async () => {
    const { path, id } = await served.page({ html: HTML, visibility: 'public' });
    await database.db.updateTable('pages').set({ taken_down_at: 1 }).where('id', '=', id).execute();
    for (const headers of [{}, as('member')]) expect((await served.ask(path, headers)).status).toBe(404);
  });
});

describeEachEngine('a server that forbids public pages', (engine) => {
  it('answers those that are public as private ones', async () => {
    const database = await createTestDatabase(engine);
    const served = await servePages(database, { publicPages: false });
    const { path } = await served.page({ html: HTML, visibility: 'public' });
    expect((await served.ask(path)).status).toBe(404);
    expect((await served.ask(path, as('other'))).status).toBe(404);
    const response = await served.ask(path, as('member'));
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
    await served.close();
    await database.close();
  });
});

describeEachEngine('a server that is asked for too much that is not there', (engine) => {
  it('makes who asks wait, and shows others what is', async () => {
    const database = await createTestDatabase(engine);
    const served = await servePages(database, { throttleMiss: async () => 30 });
    const { path } = await served.page({ html: HTML });
    const refused = await served.ask(NOWHERE);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '30']);
    expect((await served.ask(path)).status).toBe(200);
    await served.close();
    await database.close();
  });
});
