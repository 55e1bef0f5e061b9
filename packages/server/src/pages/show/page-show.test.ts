import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { rawRequest } from '../../../test/pages/raw-request.ts';
import { type ServedPages, servePages } from '../../../test/pages/serve-pages.ts';

const HTML = `<!doctype html><title>Report</title>${'<p>What was found, line by line.</p>'.repeat(100)}`;
const GUARDS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': expect.stringContaining('camera=()'),
  'cross-origin-resource-policy': 'same-origin',
  'x-request-id': expect.stringMatching(/^req_/),
};

const headersOf = (response: Response) => Object.fromEntries(response.headers);
const raw = async (response: Response) => Buffer.from(await response.arrayBuffer());
const policyOf = (response: Response) => response.headers.get('content-security-policy')?.split('; ') ?? [];

describeEachEngine('a public page', (engine) => {
  let database: TestDatabase;
  let served: ServedPages;
  let path: string;
  let id: string;
  beforeAll(async () => {
    database = await createTestDatabase(engine);
    served = await servePages(database);
  });
  beforeEach(async () => {
    served.show.forgetAll();
    served.views.length = 0;
    ({ path, id } = await served.page({ html: HTML }));
  });
  afterAll(async () => {
    await served.close();
    await database.close();
  });
  const ask = (headers?: Record<string, string>, method?: string) => served.ask(path, headers, method);

  it('is the very bytes, from the database as from memory', async () => {
    for (const from of ['database', 'memory']) {
      const response = await ask();
      expect([from, response.status, await response.text()]).toEqual([from, 200, HTML]);
      expect(headersOf(response)).toMatchObject({
        ...GUARDS,
        'content-type': 'text/html; charset=utf-8',
        'content-length': String(HTML.length),
        'cache-control': 'public, max-age=0, must-revalidate',
        etag: `"${served.etagOf(HTML)}"`,
        vary: 'Accept-Encoding',
        'accept-ranges': 'bytes',
      });
      expect(response.headers.has('x-robots-tag')).toBe(false);
      expect(response.headers.has('set-cookie')).toBe(false);
    }
  });

  it('has an opaque origin, runs nothing and talks to nobody when it is static', async () => {
    const policy = policyOf(await ask());
    expect(policy[0]).toBe('sandbox');
    for (const source of ['default', 'script', 'connect', 'frame', 'worker', 'object', 'manifest']) {
      expect(policy).toContain(`${source}-src 'none'`);
    }
    expect(policy).toContain("form-action 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("frame-ancestors 'self'");
  });

  it('runs scripts in an opaque origin when it is interactive, and talks to nobody', async () => {
    const { path: interactive } = await served.page({ html: HTML, mode: 'interactive' });
    const policy = policyOf(await served.ask(interactive));
    expect(policy[0]).toBe('sandbox allow-scripts allow-forms allow-modals');
    expect(policy).toContain("connect-src 'none'");
    expect(policy.join()).not.toMatch(/allow-(same-origin|popups|top-navigation|downloads)/);
  });

  it('is sent in the charset that it came in', async () => {
    const bytes = Buffer.from('<p>\xe4\xf6\xfc</p>', 'latin1');
    const page = await served.page({ html: bytes, charset: 'windows-1252' });
    const response = await served.ask(page.path);
    expect(response.headers.get('content-type')).toBe('text/html; charset=windows-1252');
    expect(await raw(response)).toEqual(bytes);
  });

  it('is sent compressed to who takes that, under a tag of its own', async () => {
    const responses = await Promise.all(
      ['br', 'gzip', 'br, gzip', 'br'].map((accepted) => rawRequest(served.url, path, { 'accept-encoding': accepted })),
    );
    const [br, gzip, either] = responses;
    expect(brotliDecompressSync(br?.body ?? '').toString()).toBe(HTML);
    expect(gunzipSync(gzip?.body ?? '').toString()).toBe(HTML);
    expect(either?.headers['content-encoding']).toBe('br');
    expect(br?.headers.etag).toBe(`"${served.etagOf(HTML)}-br"`);
    expect(gzip?.headers.etag).toBe(`"${served.etagOf(HTML)}-gzip"`);
    expect(Number(br?.headers['content-length'])).toBe(br?.body.length);
  });

  it('is a 304 to who has it, in the encoding they have it in', async () => {
    const plain = (await ask()).headers.get('etag') ?? '';
    for (const tags of [plain, `"other", ${plain}`, `W/${plain}`, '*']) {
      const response = await ask({ 'if-none-match': tags });
      expect([response.status, await response.text()]).toEqual([304, '']);
      expect(headersOf(response)).toMatchObject({ ...GUARDS, etag: plain, vary: 'Accept-Encoding' });
      expect(policyOf(response)[0]).toBe('sandbox');
    }
    expect((await ask({ 'if-none-match': '"other"' })).status).toBe(200);
    expect((await ask({ 'if-none-match': plain, 'accept-encoding': 'gzip' })).status).toBe(200);
  });

  it('can be had in parts, of the plain bytes', async () => {
    const response = await ask({ range: 'bytes=10-19', 'accept-encoding': 'gzip, br' });
    expect([response.status, await response.text()]).toEqual([206, HTML.slice(10, 20)]);
    expect(headersOf(response)).toMatchObject({
      ...GUARDS,
      'content-range': `bytes 10-19/${HTML.length}`,
      'content-length': '10',
      etag: `"${served.etagOf(HTML)}"`,
    });
    expect(policyOf(response)[0]).toBe('sandbox');
  });

  it('has no part beyond its end', async () => {
    const response = await ask({ range: 'bytes=999999-' });
    expect([response.status, await response.text()]).toEqual([416, '']);
    expect(headersOf(response)).toMatchObject({ ...GUARDS, 'content-range': `bytes */${HTML.length}` });
    expect(policyOf(response)[0]).toBe('sandbox');
  });

  it('is sent whole where the part would not fit to what the client has', async () => {
    const tag = `"${served.etagOf(HTML)}"`;
    const statusFor = async (ifRange: string) => (await ask({ range: 'bytes=0-9', 'if-range': ifRange })).status;
    expect(await statusFor(tag)).toBe(206);
    expect(await statusFor('"other"')).toBe(200);
    expect(await statusFor(`W/${tag}`)).toBe(200);
    expect(await statusFor('Wed, 21 Oct 2015 07:28:00 GMT')).toBe(200);
  });

  it('answers HEAD with the headers of GET, and parts of it too', async () => {
    for (const encoding of ['identity', 'br']) {
      const get = await rawRequest(served.url, path, { 'accept-encoding': encoding });
      const head = await rawRequest(served.url, path, { 'accept-encoding': encoding, range: 'bytes=0-9' }, 'HEAD');
      expect([head.status, head.body.length]).toEqual([200, 0]);
      const { date: _, 'x-request-id': __, ...same } = get.headers;
      expect(head.headers).toMatchObject(same);
    }
  });

  it('is counted when somebody looks at it, and only then', async () => {
    await ask({ 'user-agent': 'Browser', referer: 'https://news.example/' });
    expect(served.views).toMatchObject([{ subjectId: id, userAgent: 'Browser', intent: 'navigate' }]);
    await ask({}, 'HEAD');
    await ask({ range: 'bytes=10-' });
    await ask({ range: 'bytes=999999-' });
    expect(served.views).toHaveLength(1);
    await ask({ 'sec-purpose': 'prefetch' });
    expect(served.views.at(-1)).toMatchObject({ intent: 'prefetch' });
    await ask({ 'if-none-match': '*' });
    await ask({ range: 'bytes=0-9' });
    expect(served.views).toHaveLength(4);
  });

  it('is not shown any more once it is private, taken down or gone, when its change was told', async () => {
    const change = async (values: { visibility?: 'private' | 'public'; taken_down_at?: number | null }) => {
      await database.db.updateTable('pages').set(values).where('id', '=', id).execute();
      served.show.forget(id);
    };
    expect((await ask()).status).toBe(200);
    await change({ visibility: 'private' });
    expect((await ask()).status).toBe(404);
    await change({ visibility: 'public' });
    expect((await ask()).status).toBe(200);
    await change({ taken_down_at: 1 });
    expect((await ask()).status).toBe(404);
    await change({ taken_down_at: null });
    await database.db.deleteFrom('pages').where('id', '=', id).execute();
    served.show.forgetAll();
    expect((await ask()).status).toBe(404);
  });

  it('is remembered, and no more of them than there is memory for', async () => {
    await ask();
    expect(served.show.cacheBytes).toBeGreaterThan(HTML.length);
    await rawRequest(served.url, path, { 'accept-encoding': 'br' });
    const withBrotli = served.show.cacheBytes;
    for (let count = 0; count < 15; count++) {
      const { path: other } = await served.page({ html: `${HTML}${'x'.repeat(100_000)}` });
      expect((await served.ask(other)).status).toBe(200);
    }
    expect(withBrotli).toBeGreaterThan(HTML.length + 1_024);
    expect(served.show.cacheBytes).toBeLessThanOrEqual(1024 * 1024);
    const huge = await served.page({ html: 'x'.repeat(2 * 1024 * 1024) });
    expect((await (await served.ask(huge.path)).text()).length).toBe(2 * 1024 * 1024);
  });

  it('is never the script of a service worker', async () => {
    const response = await ask({ 'service-worker': 'script' });
    expect(response.status).toBe(404);
    expect(policyOf(response)[0]).toBe('sandbox');
  });
});
