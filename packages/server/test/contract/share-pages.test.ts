import { beforeAll, describe, expect, it } from 'vitest';
import { beforeItsEnd } from '../harness/before-its-end.ts';
import { describeEachEngine } from '../harness/database.ts';
import { PREVIEW_ROBOTS } from '../shares/preview-robots.ts';
import { openShareBrowser } from '../shares/share-browser.ts';
import { useServer } from './use-server.ts';

const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const SECRET = 'a secret nobody guesses';
const POLL = { type: 'interactive', body: { component: 'Poll', props: { question: 'Which?', options: ['A', 'B'] } } };

describeEachEngine('the page of a share', (engine) => {
  const contract = useServer(engine);
  const { ask } = contract;
  const browse = () => openShareBrowser(() => contract.server);

  type Made = { readonly id: string; readonly path: string; readonly shortPath: string };

  async function share(options: object = {}, content: object = { type: 'text', body: `# ${SECRET}` }): Promise<Made> {
    const { status, body } = await ask('POST', '/api/v1/share', { body: { content, options } });
    expect(status).toBe(201);
    const { id, url, shortUrl } = (body as { data: { id: string; url: string; shortUrl: string } }).data;
    return { id, path: new URL(url).pathname, shortPath: new URL(shortUrl).pathname };
  }

  async function viewsOf({ id }: Made): Promise<number> {
    const { body } = await ask('GET', `/api/v1/share/${id}?peek=true`);
    return (body as { data: { viewCount: number } }).data.viewCount;
  }

  it('shows what may be seen by everybody, at the id and at the code', async () => {
    const made = await share();
    for (const path of [made.path, made.shortPath]) {
      const page = await browse().get(path);
      expect(page.status).toBe(200);
      expect(page.body).toContain(`<h2>${SECRET}</h2>`);
      expect(Object.fromEntries(page.headers)).toMatchObject({
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-robots-tag': 'noindex, nofollow, noarchive',
        'content-type': 'text/html; charset=utf-8',
      });
      expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    }
    expect(await viewsOf(made)).toBe(2);
  });

  it('counts a browser that loads it again once', async () => {
    const made = await share();
    const browser = browse();
    for (let time = 0; time < 3; time++) expect((await browser.get(made.path)).body).toContain(SECRET);
    expect(await viewsOf(made)).toBe(1);
  });

  it('spends a view on the button, and again none for the same browser', async () => {
    const made = await share({ maxViews: 2 });
    const browser = browse();
    const cover = await browser.get(made.path);
    expect(cover.body).toContain('This is view 1 of 2.');
    expect(cover.body).not.toContain(SECRET);
    expect(await viewsOf(made)).toBe(0);

    const revealed = await browser.submit(made.path, { reveal: 'yes' });
    expect(revealed).toMatchObject({ status: 200, body: expect.stringContaining(SECRET) });
    expect(revealed.body).toContain('1 of 2 views are used.');
    for (const again of [await browser.get(made.path), await browser.submit(made.path, { reveal: 'yes' })]) {
      expect(again.body).toContain(SECRET);
    }
    expect((await browser.get(made.shortPath)).body).toContain(SECRET);
    expect((await browser.get(`${made.path}/raw`)).body).toBe(`# ${SECRET}`);
    expect(await viewsOf(made)).toBe(1);
    expect((await browse().get(made.path)).body).toContain('This is view 2 of 2.');
  });

  it('lets the browser of the last view load it again, and is gone for all others', async () => {
    const made = await share({ maxViews: 1 });
    const browser = browse();
    expect((await browser.submit(made.path, { reveal: 'yes' })).body).toContain('This was the last of 1 view.');
    expect((await browser.get(made.path)).body).toContain(SECRET);
    for (const answer of [
      await browse().get(made.path),
      await browse().submit(made.path, { reveal: 'yes' }),
      await browse().get(`${made.path}/raw`),
    ]) {
      expect(answer.status).toBe(404);
      expect(answer.body).not.toContain(SECRET);
    }
  });

  it('shows what a view was spent on to a browser that keeps no cookies', async () => {
    const made = await share({ maxViews: 1 });
    const body = new URLSearchParams({ reveal: 'yes' });
    const response = await fetch(`${contract.server.url}${made.path}`, { method: 'POST', body });
    expect(await response.text()).toContain(SECRET);
  });

  it('gives its cookies to nothing but itself', async () => {
    const made = await share({ maxViews: 1 });
    const browser = browse();
    await browser.submit(made.path, { reveal: 'yes' });
    expect(browser.cookies).toEqual(
      [made.path, made.shortPath].map((path) =>
        expect.stringMatching(
          new RegExp(`^proffer_share=[\\w.-]+; Path=${path}; Max-Age=600; HttpOnly; SameSite=Strict$`),
        ),
      ),
    );
  });

  it('does not take the lease of another share', async () => {
    const [one, other] = [await share({ maxViews: 1 }), await share({ maxViews: 1 })];
    const browser = browse();
    await browser.submit(one.path, { reveal: 'yes' });
    const [cookie = ''] = browser.cookies;
    const headers = { Cookie: cookie.split(';')[0] ?? '' };
    expect((await browse().get(other.path, { headers })).body).not.toContain(SECRET);
    expect((await browse().get(one.path, { headers })).body).toContain(SECRET);
  });

  describe('to a robot', () => {
    let guarded: readonly Made[];
    beforeAll(async () => {
      const password = 'open sesame';
      guarded = await Promise.all(
        [{ maxViews: 1 }, { password }, { password, maxViews: 1 }].map((options) => share(options)),
      );
    });

    it.each(PREVIEW_ROBOTS)('of $name burns nothing and tells nothing', async ({ headers }) => {
      for (const made of guarded) {
        for (const method of ['HEAD', 'GET']) {
          const page = await browse().get(made.path, { method, headers });
          expect(page.status).toBe(200);
          expect(page.body).not.toContain(SECRET);
        }
        for (const below of ['/raw', '/download']) {
          expect((await browse().get(`${made.path}${below}`, { headers })).body).not.toContain(SECRET);
        }
        expect(await viewsOf(made)).toBe(0);
      }
    });
  });

  it.each(PREVIEW_ROBOTS.slice(0, -1))('is not pressed by the robot of $name', async ({ headers }) => {
    const [limited, open] = [await share({ maxViews: 1 }), await share()];
    const pressed = await browse().submit(limited.path, { reveal: 'yes' }, { headers });
    expect(pressed).toMatchObject({ status: 200, body: expect.not.stringContaining(SECRET) });
    const card = await browse().get(open.path, { headers });
    expect(card.body).toContain('property="og:title"');
    expect(card.body).not.toContain(SECRET);
    expect([await viewsOf(limited), await viewsOf(open)]).toEqual([0, 0]);
  });

  it.each([
    { 'Sec-Purpose': 'prefetch;prerender' },
    { 'Sec-Purpose': 'prefetch' },
    { Purpose: 'prefetch' },
    { 'X-Moz': 'prefetch' },
  ])('is not loaded ahead of its reader: %j', async (headers) => {
    const made = await share();
    for (const below of ['', '/raw', '/download']) {
      expect((await browse().get(`${made.path}${below}`, { headers })).status).toBe(503);
    }
    expect(await viewsOf(made)).toBe(0);
  });

  it('is not pressed from another site, nor without its fields', async () => {
    const made = await share({ maxViews: 1 });
    const presses = [
      browse().submit(made.path, { reveal: 'yes' }, { headers: { 'Sec-Fetch-Site': 'cross-site' } }),
      browse().submit(made.path, { reveal: 'yes' }, { headers: { 'Sec-Fetch-Site': 'same-site' } }),
      browse().submit(made.path, {}),
      browse().get(made.path, { method: 'POST', body: JSON.stringify({ reveal: 'yes' }) }),
    ];
    for (const page of await Promise.all(presses)) expect(page.body).not.toContain(SECRET);
    expect(await viewsOf(made)).toBe(0);
    expect((await browse().submit(made.path, { reveal: 'x'.repeat(10_000) })).status).toBeGreaterThanOrEqual(400);
  });

  it('opens for the password, spends nothing on a wrong one, and says when to try again', async () => {
    const made = await share({ password: 'open sesame', maxViews: 3 });
    const browser = browse();
    expect((await browser.get(made.path)).body).toContain('type="password"');
    for (let attempt = 0; attempt < 5; attempt++) {
      const wrong = await browser.submit(made.path, { password: `wrong ${attempt}` });
      expect(wrong.status).toBe(403);
      expect(wrong.body).toContain('That is not the password. Nothing was used up.');
    }
    const throttled = await browser.submit(made.path, { password: 'open sesame' });
    expect(throttled.status).toBe(429);
    expect(Number(throttled.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(throttled.body).toMatch(/You can try again in \d+ seconds\./);
    expect(await viewsOf(made)).toBe(0);

    const elsewhere = { 'X-Forwarded-For': '203.0.113.7' };
    const other = browse();
    const opened = await other.submit(made.path, { password: 'open sesame' }, { headers: elsewhere });
    expect(opened).toMatchObject({ status: 200, body: expect.stringContaining(SECRET) });
    expect((await other.get(made.path)).body).toContain(SECRET);
    expect(await viewsOf(made)).toBe(1);
  });

  it('is locked again for who was let in, once the password is another one', async () => {
    const made = await share({ password: 'open sesame' });
    const browser = browse();
    await browser.submit(made.path, { password: 'open sesame' });
    await ask('PATCH', `/api/v1/share/${made.id}`, { body: { options: { password: 'another' } } });
    expect((await browser.get(made.path)).body).toContain('type="password"');
  });

  it('is gone in one way, whatever the reason', async () => {
    const [spent, deleted, expiring] = [
      await share({ maxViews: 1 }),
      await share(),
      await beforeItsEnd(async (expires) => {
        const made = await share({ expires });
        expect((await browse().get(made.path)).status).toBe(200);
        return made;
      }),
    ];
    const browser = browse();
    expect((await browser.submit(spent.path, { reveal: 'yes' })).status).toBe(200);
    await ask('DELETE', `/api/v1/share/${deleted.id}`);
    await expect.poll(async () => (await browse().get(expiring.path)).status).toBe(404);

    const paths = [spent.path, deleted.path, expiring.path, '/s/1111111111111111', '/s/11111111', '/s/%00', '/s/a'];
    const pages = await Promise.all(paths.map((path) => browse().get(path)));
    expect(new Set(pages.map(({ status, body }) => `${status} ${body}`)).size).toBe(1);
    expect(pages[0]).toMatchObject({ status: 404, body: expect.stringContaining('There is nothing at this address') });
    // A lease outlives the last view and nothing else.
    expect((await browser.get(expiring.path)).status).toBe(404);
  });

  it('gives the content as it is, to be seen and to be kept', async () => {
    const text = await share({}, { type: 'text', body: '<b>ä</b>\n' });
    const raw = await browse().get(`${text.path}/raw`);
    expect(raw).toMatchObject({ status: 200, body: '<b>ä</b>\n' });
    expect(Object.fromEntries(raw.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'cache-control': 'no-store',
    });
    const download = await browse().get(`${text.path}/download`);
    expect(download.headers.get('content-disposition')).toBe(`attachment; filename="share-${text.path.slice(3)}.md"`);

    const guarded = await share({ maxViews: 1 });
    for (const below of ['/raw', '/download']) {
      const turned = await browse().get(`${guarded.path}${below}`);
      expect(turned.status).toBe(303);
      expect(turned.headers.get('location')).toBe(guarded.path);
    }
    for (const below of ['/image', '/frame', '/nothing']) {
      expect((await browse().get(`${guarded.path}${below}`)).status).toBe(404);
    }
    expect(await viewsOf(guarded)).toBe(0);
  });

  it('keeps a picture at an address of its own, with its type', async () => {
    const made = await share({}, { type: 'image', body: `data:image/png;base64,${PIXEL}` });
    const browser = browse();
    const page = await browser.get(made.path);
    expect(page.body).toContain(`<img src="${made.path}/image"`);
    expect(page.body).not.toContain(PIXEL);
    const response = await fetch(`${contract.server.url}${made.path}/image`);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(Buffer.from(await response.arrayBuffer()).toString('base64')).toBe(PIXEL);
    expect(await viewsOf(made)).toBe(1);
  });

  it('lets a picture of elsewhere be loaded, and says whose it is', async () => {
    const made = await share({}, { type: 'image', body: 'https://pictures.example/a.png?x="><script>' });
    const page = await browse().get(made.path);
    expect(page.body).toContain('referrerpolicy="no-referrer"');
    expect(page.body).toContain('>pictures.example</a>');
    expect(page.body).not.toContain('><script>"');
    expect(page.headers.get('content-security-policy')).toContain("img-src 'self' https:;");
  });

  it('keeps one answer of each visitor to a poll', async () => {
    const made = await share({}, POLL);
    const answer = (browser: ReturnType<typeof browse>, choice: unknown, headers: Record<string, string> = {}) =>
      browser.get(`${made.path}/answer`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify({ choice }),
      });
    const [first, second] = [browse(), browse()];
    for (const browser of [first, second]) {
      await browser.get(made.path);
      const frame = await browser.get(`${made.path}/frame`);
      expect(frame.headers.get('content-security-policy')).toMatch(
        /^sandbox allow-scripts; default-src 'none'; script-src 'sha256-/,
      );
      expect(frame.body).toContain('"counts":[');
    }
    expect(JSON.parse((await answer(first, 1)).body)).toEqual({ success: true, data: { counts: [0, 1], choice: 1 } });
    expect(JSON.parse((await answer(first, 0)).body).data).toEqual({ counts: [0, 1], choice: 1 });
    const crowd = await Promise.all(Array.from({ length: 10 }, () => answer(second, 1)));
    expect(crowd.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(JSON.parse((await answer(second, 0)).body).data).toEqual({ counts: [0, 2], choice: 1 });
    expect(await viewsOf(made)).toBe(2);

    const refused = {
      success: false,
      error: { code: 'VALIDATION_ERROR', message: expect.stringContaining('"choice"') },
    };
    for (const choice of [2, -1, 1.5, '0', null]) {
      const wrong = await answer(browse(), choice, {
        Cookie: second.cookies.map((text) => text.split(';')[0]).join('; '),
      });
      expect(wrong.status).toBe(400);
      expect(JSON.parse(wrong.body)).toEqual(refused);
    }
    expect((await answer(browse(), 0)).status).toBe(404);
    expect((await answer(browse(), 0, { Cookie: 'proffer_visitor=AAAAAAAAAAAAAAAAAAAAAA.AAAA' })).status).toBe(404);
    expect((await answer(first, 0, { 'Content-Type': 'text/plain' })).status).toBe(415);
    const { count } = await contract.database.db
      .selectFrom('share_answers')
      .select((select) => select.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBe(2);
    await ask('DELETE', `/api/v1/share/${made.id}`);
    const left = await contract.database.db.selectFrom('share_answers').selectAll().execute();
    expect(left).toEqual([]);
  });

  it('knows no answers of shares that have none, or that a visitor was not shown', async () => {
    const [text, limited] = [await share(), await share({ maxViews: 1 }, POLL)];
    for (const { path } of [text, limited]) {
      const browser = browse();
      await browser.get(path);
      const init = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"choice":0}' };
      expect((await browser.get(`${path}/answer`, init)).status).toBe(404);
    }
  });

  it('speaks the language of its reader', async () => {
    const made = await share({ maxViews: 2 });
    const page = await browse().get(made.path, { headers: { 'Accept-Language': 'de-CH' } });
    expect(page.headers.get('content-language')).toBe('de');
    expect(page.body).toContain('Dies ist Ansicht 1 von 2.');
  });
});
