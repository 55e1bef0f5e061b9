import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { beforeItsEnd } from '../harness/before-its-end.ts';
import { describeEachEngine } from '../harness/database.ts';
import { quickestMs, timed } from '../harness/quickest.ts';
import { refusal } from './expected.ts';
import { type Answer, useServer } from './use-server.ts';

type Link = { readonly id: string; readonly slug: string; readonly clicks: number };

describeEachEngine('the redirect', (engine) => {
  const contract = useServer(engine);
  const { ask } = contract;
  let made = 0;
  const create = async (body: object = {}): Promise<Link> => {
    const input = { destination: 'https://example.com/spring?x=1', slug: `to-${++made}`, ...body };
    const answer = await ask('POST', '/v1/links', { body: input });
    expect(answer).toMatchObject({ status: 201 });
    return answer.body as Link;
  };
  const visit = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET'): Promise<Answer> =>
    ask(method, path, { key: null, headers });
  const clicksOf = async ({ id }: Link) => ((await ask('GET', `/v1/links/${id}`)).body as Link).clicks;
  const change = (link: Link, body: object) => ask('PATCH', `/v1/links/${link.id}`, { body });
  const JSON_ONLY = { accept: 'application/json' };
  const NOT_FOUND = refusal('notFound', 'There is no link at this address.');

  it('is a 301 that is asked again each time, and says little of where its visitor came from', async () => {
    const { slug } = await create();
    const { status, headers, body } = await visit(`/${slug}`);
    expect([status, body]).toEqual([301, '']);
    const { date, 'x-request-id': id, ...rest } = Object.fromEntries(headers);
    expect(rest).toEqual({
      location: 'https://example.com/spring?x=1',
      'cache-control': 'private, no-cache',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'content-length': '0',
      connection: 'keep-alive',
      'keep-alive': expect.any(String),
    });
    expect([date, id]).toEqual([expect.any(String), expect.any(String)]);
  });

  it('adds the tracking to the query of the destination', async () => {
    const { slug } = await create({ tracking: { utm_source: 'e mail', utm_medium: 'ä&b' } });
    expect((await visit(`/${slug}`)).headers.get('location')).toBe(
      'https://example.com/spring?x=1&utm_source=e%20mail&utm_medium=%C3%A4%26b',
    );
  });

  it('does not pass on the query that a visitor adds', async () => {
    const { slug } = await create();
    expect((await visit(`/${slug}?next=https://evil.example/`)).headers.get('location')).toBe(
      'https://example.com/spring?x=1',
    );
  });

  it('answers HEAD alike and does not count it', async () => {
    const link = await create();
    const head = await visit(`/${link.slug}`, {}, 'HEAD');
    expect(head).toMatchObject({ status: 301, body: '' });
    expect(head.headers.get('location')).toBe('https://example.com/spring?x=1');
    expect(await clicksOf(link)).toBe(0);
  });

  it('counts a click before it is asked for the count', async () => {
    const link = await create();
    for (let clicks = 1; clicks <= 20; clicks++) {
      await visit(`/${link.slug}`);
      expect(await clicksOf(link)).toBe(clicks);
    }
  });

  it('counts each of many clicks at once, on each of many links', async () => {
    const links = await Promise.all(Array.from({ length: 10 }, () => create()));
    const follow = async (link: Link) => {
      for (let round = 1; round <= 5; round++) {
        await Promise.all(Array.from({ length: 4 }, () => visit(`/${link.slug}`)));
        expect(await clicksOf(link)).toBe(round * 4);
      }
    };
    await Promise.all(links.map(follow));
    const { body } = await ask('GET', '/v1/links?limit=100');
    const listed = new Map((body as { data: Link[] }).data.map(({ id, clicks }) => [id, clicks]));
    for (const { id } of links) expect(listed.get(id)).toBe(20);
  });

  it('counts prefetches, previews and bots as well', async () => {
    const link = await create();
    await visit(`/${link.slug}`, { 'sec-purpose': 'prefetch;prerender' });
    await visit(`/${link.slug}`, {
      'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
    });
    expect(await clicksOf(link)).toBe(2);
  });

  it.each([
    ['en', 'text/html', 'en-GB,en;q=0.9', '<html lang="en">'],
    ['de', 'text/html,*/*;q=0.8', 'de-CH,en;q=0.5', '<html lang="de">'],
  ])('meets people with a page in their language (%s) where there is no link', async (language, accept, wish, html) => {
    const { status, headers, body } = await visit('/nobody-made-this', { accept, 'accept-language': wish });
    expect(status).toBe(404);
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('content-language')).toBe(language);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(body).toContain(html);
  });

  it('meets programs with JSON where there is no link', async () => {
    const answer = await visit('/nobody-made-this', JSON_ONLY);
    expect(answer).toEqual(NOT_FOUND);
    expect(answer.headers.get('content-type')).toBe('application/json');
  });

  it('answers HEAD without a body where there is no link', async () => {
    expect(await visit('/nobody-made-this', {}, 'HEAD')).toMatchObject({ status: 404, body: '' });
  });

  it('knows a slug in one spelling only', async () => {
    await create({ slug: 'Spring' });
    expect((await visit('/Spring')).status).toBe(301);
    for (const path of [
      '/spring',
      '/SPRING',
      '/%53pring',
      '/Spring/',
      '/Spring.',
      '/Spring%20',
      '//Spring',
      '/Sprin%67',
    ]) {
      expect((await visit(path, JSON_ONLY)).status, path).toBe(404);
    }
    await create({ slug: 'spring', destination: 'https://other.example/' });
    expect((await visit('/spring')).headers.get('location')).toBe('https://other.example/');
    expect((await visit('/Spring')).headers.get('location')).toBe('https://example.com/spring?x=1');
  });

  it('is for GET and HEAD only', async () => {
    const link = await create();
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      expect(await visit(`/${link.slug}`, JSON_ONLY, method), method).toMatchObject({ status: 404 });
    }
    expect(await clicksOf(link)).toBe(0);
  });

  it('follows a change at once, even where it was followed just before', async () => {
    const link = await create();
    await visit(`/${link.slug}`);
    await change(link, { destination: 'https://changed.example/' });
    expect((await visit(`/${link.slug}`)).headers.get('location')).toBe('https://changed.example/');
    await change(link, { tracking: { utm_term: 'a' } });
    expect((await visit(`/${link.slug}`)).headers.get('location')).toBe('https://changed.example/?utm_term=a');
  });

  it('finds a link that was asked for before it was made', async () => {
    expect((await visit('/early', JSON_ONLY)).status).toBe(404);
    await create({ slug: 'early' });
    expect((await visit('/early')).status).toBe(301);
  });

  it('is off while its link is disabled', async () => {
    const link = await create();
    await visit(`/${link.slug}`);
    await change(link, { status: 'disabled' });
    expect(await visit(`/${link.slug}`, JSON_ONLY)).toEqual(NOT_FOUND);
    await change(link, { status: 'active' });
    expect((await visit(`/${link.slug}`)).status).toBe(301);
    expect(await clicksOf(link)).toBe(2);
  });

  it('is over when its link expires, also when it was followed just before', async () => {
    const link = await beforeItsEnd(async (expires_at) => {
      const made = await create({ expires_at });
      expect((await visit(`/${made.slug}`)).status).toBe(301);
      return made;
    });
    await expect.poll(async () => (await visit(`/${link.slug}`, JSON_ONLY)).status).toBe(404);
    await change(link, { expires_at: null });
    expect((await visit(`/${link.slug}`)).status).toBe(301);
  });

  it('is gone with its link, and so are its clicks', async () => {
    const link = await create();
    await visit(`/${link.slug}`);
    await ask('DELETE', `/v1/links/${link.id}`);
    expect(await visit(`/${link.slug}`, JSON_ONLY)).toEqual(NOT_FOUND);
    const again = await create({ slug: link.slug });
    expect((await visit(`/${link.slug}`)).status).toBe(301);
    expect(await clicksOf(again)).toBe(1);
  });

  it('of a link of test mode is a redirect like any other', async () => {
    const body = { destination: 'https://example.com/', slug: 'of-test-mode' };
    await ask('POST', '/v1/links', { key: contract.keys.test.token, body });
    expect((await visit('/of-test-mode')).status).toBe(301);
  });

  it('stops within a second of its host coming on the block list, and works again when it goes', async () => {
    const file = join(contract.server.dataDir, 'block-list.txt');
    const link = await create({ destination: 'https://www.bad.example/' });
    const other = await create();
    const statusOf = async ({ slug }: Link) => (await visit(`/${slug}`, JSON_ONLY)).status;
    const verificationOf = async () =>
      ((await ask('GET', `/v1/links/${link.id}`)).body as { verification: unknown }).verification;
    expect(await statusOf(link)).toBe(301);

    const change = (text: string, status: number) =>
      timed(async () => {
        await writeFile(file, text);
        await expect.poll(() => statusOf(link), { interval: 20 }).toBe(status);
      });
    const block = () => change('bad.example\n', 403);
    const free = () => change('', 301);
    const quickest = await quickestMs(1_000, 5, async () => Math.max(await block(), await free()));
    expect(quickest).toBeLessThan(1_000);

    await block();
    const clicks = await clicksOf(link);
    const blocked = await visit(`/${link.slug}`, JSON_ONLY);
    expect(blocked).toEqual(refusal('forbidden', 'block list'));
    expect(blocked.headers.get('location')).toBeNull();
    const page = await visit(`/${link.slug}`, { accept: 'text/html' });
    expect(page).toMatchObject({ status: 403, body: expect.stringContaining('block list') });
    expect(page.body).not.toContain('bad.example');
    expect(await statusOf(other)).toBe(301);
    expect(await ask('POST', '/v1/links', { body: { destination: 'https://bad.example/' } })).toEqual(
      refusal('invalid', 'block list'),
    );
    await expect.poll(verificationOf).toMatchObject({
      status: 'blocked',
      reason: expect.stringContaining('block list'),
    });

    await free();
    await expect.poll(verificationOf).toMatchObject({ status: 'verified', reason: null });
    expect(await clicksOf(link)).toBe(clicks + 1);
  });

  it('does not send anybody to a destination that was exchanged in the database', async () => {
    const link = await create();
    const other = await create({ destination: 'https://other.example/' });
    const { db } = contract.database;
    const { destination } = await db
      .selectFrom('links')
      .select('destination')
      .where('id', '=', other.id)
      .executeTakeFirstOrThrow();
    await db.updateTable('links').set({ destination }).where('id', '=', link.id).execute();
    const answer = await visit(`/${link.slug}`, JSON_ONLY);
    expect(answer).toEqual(refusal('forbidden', 'altered'));
    expect(answer.headers.get('location')).toBeNull();
    expect((await ask('GET', `/v1/links/${link.id}`)).body).toMatchObject({
      destination: null,
      verification: { status: 'blocked', reason: expect.stringContaining('altered') },
    });
    expect(await clicksOf(link)).toBe(0);
    const metrics = await visit('/metrics');
    expect(metrics.body).toMatch(/^proffer_\w*tampered\w* [1-9]/m);
  });
});
