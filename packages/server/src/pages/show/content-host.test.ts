import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { rawRequest } from '../../../test/pages/raw-request.ts';
import { type ServedPages, servePages } from '../../../test/pages/serve-pages.ts';

const HTML = '<!doctype html><title>Plan</title><p>On a host of its own.</p>';
const MEMBER = { cookie: 'person=member' };

describeEachEngine('a host for content', (engine) => {
  let database: TestDatabase;
  let served: ServedPages;
  beforeAll(async () => {
    database = await createTestDatabase(engine);
    served = await servePages(database, { onTwoHosts: true });
  });
  afterAll(async () => {
    await served.close();
    await database.close();
  });
  const atContent = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    rawRequest(served.url, path, { host: new URL(served.contentUrl).host, ...headers }, method);
  /** Where the app's host sends somebody, whichever way it does. */
  const locationOf = async (path: string, headers: Record<string, string> = {}) => {
    const { location, refresh } = (await rawRequest(served.url, path, headers)).headers;
    return location ?? String(refresh).replace('0; url=', '');
  };

  /** Sent there from the app as a member; the cookie that they get, and the path of the token. */
  async function handOver(path: string) {
    const location = await locationOf(path, MEMBER);
    const target = location.replace(served.contentUrl, '');
    const answer = await atContent(target);
    const [cookie = ''] = answer.headers['set-cookie'] ?? [];
    return { location, target, answer, cookie: cookie.split(';')[0] ?? '', setCookie: cookie };
  }

  it('shows public pages, to which the other host leads', async () => {
    const { path } = await served.page({ html: HTML });
    expect(await locationOf(path)).toBe(`${served.contentUrl}${path}`);
    for (const _ of ['database', 'memory']) {
      const answer = await atContent(path);
      expect([answer.status, String(answer.body)]).toEqual([200, HTML]);
      expect(answer.headers['content-security-policy']).toContain(`frame-ancestors ${served.url}`);
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  it('shows others to who was sent there by the host that knows them', async () => {
    const { path } = await served.page({ html: HTML, visibility: 'private' });
    const { location, answer, cookie, setCookie } = await handOver(path);
    expect(location).toMatch(/\?hand-over=\w{43}$/);
    expect(answer).toMatchObject({ status: 303, headers: { location: path, 'cache-control': 'no-store' } });
    expect(setCookie).toMatch(new RegExp(`^proffer-page=[\\w-]+; Path=${path}; Max-Age=900; HttpOnly; SameSite=Lax$`));
    const shown = await atContent(path, { cookie });
    expect([shown.status, String(shown.body)]).toEqual([200, HTML]);
    expect(shown.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(shown.headers['set-cookie']).toBeUndefined();
  });

  it('takes each permission once, for two minutes, and for its page', async () => {
    const { path } = await served.page({ html: HTML, visibility: 'private' });
    const other = await served.page({ html: HTML, visibility: 'private' });
    const { target } = await handOver(path);
    expect((await atContent(target)).status).toBe(404);

    const elsewhere = (await locationOf(path, MEMBER)).replace(served.contentUrl, '').replace(path, other.path);
    expect((await atContent(elsewhere)).status).toBe(404);

    const late = (await locationOf(path, MEMBER)).replace(served.contentUrl, '');
    served.clock.advance(2 * 60_000);
    expect((await atContent(late)).status).toBe(404);

    const raced = (await locationOf(path, MEMBER)).replace(served.contentUrl, '');
    const answers = await Promise.all(Array.from({ length: 8 }, () => atContent(raced)));
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect((await atContent(`${path}?hand-over=${'a'.repeat(43)}`)).status).toBe(404);
    expect((await atContent(`${path}?hand-over=%27`)).status).toBe(404);
  });

  it('believes a cookie for fifteen minutes, its page and its version, while its person may see it', async () => {
    const { path, id } = await served.page({ html: HTML, visibility: 'private' });
    const other = await served.page({ html: HTML, visibility: 'private' });
    const { cookie } = await handOver(path);
    const status = async (at = path) => (await atContent(at, { cookie })).status;
    expect(await status()).toBe(200);
    expect(await status(other.path)).toBe(404);

    served.members.delete('member');
    expect(await status()).toBe(404);
    served.members.add('member');

    await database.db
      .insertInto('page_versions')
      .columns(['page_id', 'number', 'blob_key', 'file_size', 'charset', 'etag', 'created_at'])
      .expression((from) =>
        from
          .selectFrom('page_versions')
          .select(({ val }) => [
            'page_id',
            val(2).as('number'),
            'blob_key',
            'file_size',
            'charset',
            'etag',
            'created_at',
          ])
          .where('page_id', '=', id),
      )
      .execute();
    await database.db.updateTable('pages').set({ version: 2 }).where('id', '=', id).execute();
    expect(await status()).toBe(404);
    await database.db.updateTable('pages').set({ version: 1 }).where('id', '=', id).execute();
    expect(await status()).toBe(200);

    served.clock.advance(15 * 60_000);
    expect(await status()).toBe(404);
    expect((await atContent(path, { cookie: 'proffer-page=made-up' })).status).toBe(404);
  });

  it('does not tell strangers what is there, and knows no session', async () => {
    const { path } = await served.page({ html: HTML, visibility: 'private' });
    for (const headers of [{}, MEMBER]) {
      const answers = [await atContent(path, headers), await atContent('/ada/doesNotEx1', headers)];
      expect(answers.map(({ status }) => status)).toEqual([404, 404]);
      expect(String(answers[0]?.body).replaceAll(path.split('/')[2] ?? '', 'doesNotEx1')).toBe(
        String(answers[1]?.body),
      );
      expect(String(answers[0]?.body)).toContain(`href="${served.url}/sign-in`);
    }
    const strangerAtHome = await rawRequest(served.url, path);
    expect([strangerAtHome.status, strangerAtHome.headers.location]).toEqual([404, undefined]);
  });

  it('has nothing but pages, and only for looking', async () => {
    const { path } = await served.page({ html: HTML });
    const asked = [
      ['GET', '/'],
      ['GET', '/api/v1/pages'],
      ['GET', '/health/live'],
      ['GET', '/spring'],
      ['POST', path],
      ['DELETE', path],
      ['OPTIONS', path],
    ] as const;
    for (const [method, at] of asked) {
      const answer = await atContent(at, {}, method);
      expect([method, at, answer.status]).toEqual([method, at, 404]);
      expect(answer.headers['content-security-policy']).toMatch(/^sandbox; /);
      expect(answer.headers['x-content-type-options']).toBe('nosniff');
    }
  });
});
