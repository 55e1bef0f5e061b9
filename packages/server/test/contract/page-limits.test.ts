import { describe, expect, it } from 'vitest';
import { HTML, NO_PAGE, type PageBody, pageRefusal, usePages } from './use-pages.ts';
import type { Answer } from './use-server.ts';

const limitOf = ({ headers }: Answer) => [headers.get('x-ratelimit-limit'), headers.get('x-ratelimit-remaining')];

describe('the limits of the pages API that hold when nothing is set', () => {
  const pages = usePages('sqlite', { PROFFER_LIMITS: '{}' });
  const { ask } = pages;

  const uploads = ['POST', '/api/v1/pages'] as const;
  const reads = ['GET', `/api/v1/pages/${NO_PAGE}`] as const;
  const deletes = ['DELETE', `/api/v1/pages/${NO_PAGE}`] as const;

  it.each([
    ['free', uploads, '20'],
    ['free', reads, '60'],
    ['free', deletes, '30'],
    ['pro', uploads, '100'],
    ['pro', reads, '300'],
    ['pro', deletes, '150'],
    ['team', uploads, '200'],
    ['team', reads, '600'],
    ['team', deletes, '300'],
    ['enterprise', uploads, '200'],
  ] as const)('on the plan %s are, for %s, %s a minute', async (plan, [method, path], limit) => {
    const { token: key } = await pages.createKey(`on-${plan}`, { plan });
    const answer = await ask(method, path, { key });
    expect(limitOf(answer)).toEqual([limit, String(Number(limit) - 1)]);
    const reset = Number(answer.headers.get('x-ratelimit-reset')) - Date.now() / 1_000;
    expect(reset).toBeGreaterThan(0);
    expect(reset).toBeLessThanOrEqual(61);
  });

  it('count uploads, deletes and shares, and everything else, each by themselves', async () => {
    const { token: key } = await pages.createKey('counted', { plan: 'pro' });
    const { data } = (await pages.upload(HTML, { key })).body as { data: PageBody };
    const page = `/api/v1/pages/${data.id}`;
    const html = { body: HTML, headers: { 'content-type': 'text/html' } };
    for (const [method, path, left, sent] of [
      ['PUT', `${page}/content`, '98', html],
      ['GET', '/api/v1/pages', '299', {}],
      ['GET', page, '298', {}],
      ['PATCH', page, '297', { body: {} }],
      ['GET', `${page}/versions`, '296', {}],
      ['GET', `${page}/versions/1`, '295', {}],
      ['POST', `${page}/versions/1/restore`, '294', {}],
      ['POST', `${page}/comments`, '293', { body: { body: 'x' } }],
      ['GET', `${page}/grants`, '292', {}],
      ['GET', `${page}/analytics`, '291', {}],
      ['POST', `${page}/share`, '149', { body: { email: 'a@example.com' } }],
      ['DELETE', page, '148', {}],
    ] as const) {
      const answer = await ask(method, path, { key, ...sent });
      expect(answer.status, `${method} ${path}`).toBeLessThan(300);
      expect(limitOf(answer)[1], `${method} ${path}`).toBe(left);
    }
  });

  it('refuse the 21st upload of a minute on the plan free, before its body is read', async () => {
    const { token: key } = await pages.createKey('busy');
    for (let index = 0; index < 20; index++) expect((await pages.upload('', { key })).status).toBe(400);
    const refused = await pages.upload(HTML, { key });
    expect(refused).toEqual(pageRefusal(429, 'RATE_LIMIT_EXCEEDED', 'Too many requests'));
    expect(limitOf(refused)).toEqual(['20', '0']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask('GET', '/api/v1/pages', { key })).status).toBe(200);
  });

  it('count who has no key by their address', async () => {
    const answer = await ask('GET', '/api/v1/pages', { key: null, headers: { 'x-forwarded-for': '198.51.100.7' } });
    expect(answer).toEqual(pageRefusal(401, 'UNAUTHORIZED'));
    expect(limitOf(answer)).toEqual(['60', '59']);
  });
});
