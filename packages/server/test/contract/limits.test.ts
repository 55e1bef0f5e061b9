import { describe, expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { NO_LINK, refusal } from './expected.ts';
import { type Answer, useServer } from './use-server.ts';

const POINTS = 8;
const HOUR_SECONDS = 3_600;

const limitOf = ({ headers }: Answer) => ({
  limit: Number(headers.get('x-ratelimit-limit')),
  remaining: Number(headers.get('x-ratelimit-remaining')),
  resetInSeconds: Number(headers.get('x-ratelimit-reset')) - Date.now() / 1_000,
});

describeEachEngine('limits of the links API', (engine) => {
  const contract = useServer(engine, {
    PROFFER_LIMITS: `{"links.api":["1000/s","${POINTS}/h"],"redirect.miss":["5/h"]}`,
  });
  const { ask } = contract;
  // Each test is another client, so that none uses up what another counts on.
  const from = (address: string) => ({ 'x-forwarded-for': address });

  it('count each request once against its key, and say so on every answer, whatever it was', async () => {
    const key = contract.keys.ours.token;
    const calls: readonly (readonly [string, string, unknown?])[] = [
      ['GET', '/v1/links'],
      ['POST', '/v1/links', { destination: 'https://example.com/' }],
      ['POST', '/v1/links', 'no JSON'],
      ['GET', `/v1/links/${NO_LINK}`],
      ['GET', '/api/v1/links?limit=x'],
      ['DELETE', `/v1/links/${NO_LINK}`],
      ['GET', `/v1/links/${NO_LINK}/qr`],
      ['GET', '/v1/keys'],
    ];
    for (const [index, [method, path, body]] of calls.entries()) {
      const limit = limitOf(await ask(method, path, { key, body }));
      expect(limit, `${method} ${path}`).toMatchObject({ limit: POINTS, remaining: POINTS - 1 - index });
      expect(limit.resetInSeconds).toBeGreaterThan(0);
      expect(limit.resetInSeconds).toBeLessThanOrEqual(HOUR_SECONDS + 1);
    }
    const sentMs = Date.now();
    const refused = await ask('GET', '/v1/links', { key });
    const answeredMs = Date.now();
    expect(refused).toEqual(refusal('rateLimited', 'Too many requests'));
    expect(limitOf(refused)).toMatchObject({ limit: POINTS, remaining: 0 });
    const retryAfter = Number(refused.headers.get('retry-after'));
    const reset = Number(refused.headers.get('x-ratelimit-reset'));
    expect(retryAfter).toBeGreaterThan(0);
    expect(retryAfter).toBeGreaterThan(reset - answeredMs / 1_000 - 1);
    expect(retryAfter).toBeLessThan(reset - sentMs / 1_000 + 1);
    expect(await ask('GET', '/api/v1/links', { key })).toEqual(refusal('rateLimited'));
    expect(await ask('GET', '/v1/links', { key: contract.keys.readOnly.token })).toMatchObject({ status: 200 });
  });

  it('count requests without a key against the address they come from, and known keys against none', async () => {
    expect(await ask('GET', '/v1/links', { key: contract.keys.test.token })).toMatchObject({ status: 200 });
    for (let index = 0; index < POINTS; index++) {
      const answer = await ask('GET', '/v1/links', { key: null, headers: from('198.51.100.1') });
      expect(answer).toEqual(refusal('unauthorized'));
      expect(limitOf(answer)).toMatchObject({ limit: POINTS, remaining: POINTS - 1 - index });
    }
    const headers = from('198.51.100.1');
    expect(await ask('GET', '/v1/links', { key: null, headers })).toEqual(refusal('rateLimited'));
    expect(await ask('GET', '/v1/links', { key: null, headers: from('198.51.100.2') })).toEqual(
      refusal('unauthorized'),
    );
    expect(await ask('GET', '/v1/links', { key: contract.keys.test.token, headers })).toMatchObject({ status: 200 });
  });

  it('count all addresses of one IPv6 network as one', async () => {
    for (let index = 0; index < POINTS; index++) {
      await ask('GET', '/v1/links', { key: null, headers: from(`2001:db8:1:2::${index + 1}`) });
    }
    const sameNetwork = { key: null, headers: from('2001:db8:1:2:ffff::') };
    expect(await ask('GET', '/v1/links', sameNetwork)).toEqual(refusal('rateLimited'));
    const next = { key: null, headers: from('2001:db8:1:3::1') };
    expect(await ask('GET', '/v1/links', next)).toEqual(refusal('unauthorized'));
  });

  it('slow down who tries slugs, and nobody who follows links that are there', async () => {
    const key = contract.keys.theirs.token;
    await ask('POST', '/v1/links', { key, body: { destination: 'https://example.com/', slug: 'there' } });
    const headers = { ...from('203.0.113.9'), accept: 'application/json' };
    for (let index = 0; index < 5; index++) {
      expect(await ask('GET', `/not-there-${index}`, { headers })).toEqual(refusal('notFound'));
    }
    const refused = await ask('GET', '/not-there', { headers });
    expect(refused).toEqual(refusal('rateLimited'));
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await ask('GET', '/there', { headers })).toMatchObject({ status: 301 });
    expect(await ask('GET', '/not-there', { headers: { ...headers, ...from('203.0.113.10') } })).toMatchObject({
      status: 404,
    });
  });
});

describe('the limits that hold when nothing is set', () => {
  const contract = useServer('sqlite', { PROFFER_LIMITS: '{}' });

  it('are ten requests a second on the standard tier', async () => {
    const startedMs = Date.now();
    const answers = await Promise.all(Array.from({ length: 60 }, () => contract.ask('GET', '/v1/links')));
    const refused = answers.filter(({ status }) => status === 429);
    // One second begins when another has passed; the burst takes several on a slow machine.
    const seconds = Math.floor((Date.now() - startedMs) / 1_000) + 1;
    expect(refused.length).toBeGreaterThanOrEqual(60 - 10 * seconds);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) expect(limitOf(answer)).toMatchObject({ limit: 10, remaining: 0 });
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
  });
});

describe('a client behind no proxy of ours', () => {
  const contract = useServer('sqlite', { PROFFER_TRUSTED_PROXIES: '', PROFFER_LIMITS: '{"links.api":["5/h"]}' });

  it('is counted by the address it has, whatever it says of itself', async () => {
    for (let index = 0; index < 5; index++) {
      const headers = { 'x-forwarded-for': `198.51.100.${index}`, forwarded: `for=198.51.100.${index}` };
      expect(await contract.ask('GET', '/v1/links', { key: null, headers })).toEqual(refusal('unauthorized'));
    }
    const headers = { 'x-forwarded-for': '198.51.100.99' };
    expect(await contract.ask('GET', '/v1/links', { key: null, headers })).toEqual(refusal('rateLimited'));
  });
});
