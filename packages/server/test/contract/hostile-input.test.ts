import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { FAILURES } from '../../src/platform/http/kinds-of-failure.ts';
import { describeEachEngine } from '../harness/database.ts';
import {
  almostALink,
  anyBody,
  anyContentType,
  anyHeaders,
  anyJson,
  anyQuery,
  anySegment,
  encodeQuery,
  QUERY_NAMES,
  TRICKS,
} from './arbitraries.ts';
import { NO_LINK } from './expected.ts';
import { type Answer, type Ask, useServer } from './use-server.ts';

const CODES: ReadonlyMap<number, string> = new Map(
  Object.values(FAILURES).flatMap(({ status, code }) => (status < 500 ? [[status, code] as const] : [])),
);

describeEachEngine('whatever is sent to the API', (engine) => {
  // Most of what is refused never reaches a database.
  const RUNS = { numRuns: engine === 'sqlite' ? 30 : 10 };
  const contract = useServer(engine);
  const { ask } = contract;
  let linkId: string;
  beforeAll(async () => {
    const body = { destination: 'https://example.com/', slug: 'steady' };
    linkId = ((await ask('POST', '/v1/links', { body })).body as { id: string }).id;
  });

  /** Every link and key, without when a key was last used. */
  async function snapshot(): Promise<string> {
    const { db } = contract.database;
    const links = db.selectFrom('links').select(['id', 'updated_at', 'status']).orderBy('id').execute();
    const keys = db.selectFrom('api_keys').select(['id', 'name', 'scopes', 'expires_at', 'revoked_at']).orderBy('id');
    return JSON.stringify([await links, await keys.execute()]);
  }

  function expectDocumented({ status, headers, body }: Answer): void {
    if (status < 300) return;
    const text = JSON.stringify(body);
    expect(CODES.has(status), `${status} ${text}`).toBe(true);
    expect(headers.get('content-type')).toBe('application/json');
    expect(body).toEqual({ error: { code: CODES.get(status), message: expect.stringMatching(/^[A-Z].*\.$/s) } });
    expect(text).not.toMatch(/node_modules|\.ts:\d|sqlite|postgres|constraint|select \w+ from/i);
    expect(text.length).toBeLessThan(5_000);
  }

  async function send(method: string, path: string, request: Ask = {}): Promise<void> {
    const before = method === 'GET' ? '' : await snapshot();
    const answer = await ask(method, path, request);
    expectDocumented(answer);
    if (method !== 'GET' && answer.status >= 300) expect(await snapshot()).toBe(before);
  }

  it.each([
    ['POST', '/v1/links'],
    ['PATCH', '/v1/links/:id'],
    ['POST', '/v1/keys'],
    ['PATCH', '/v1/keys/:id'],
    ['POST', '/v1/keys/:id/rotate'],
    ['DELETE', `/v1/links/${NO_LINK}`],
  ])('as JSON to %s %s is answered as documented', async (method, path) => {
    const { theirs, ours } = contract.keys;
    const target = path.replace(':id', path.includes('keys') ? theirs.id : linkId);
    const key = path.includes('keys') ? theirs.token : ours.token;
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyJson, almostALink), (json) =>
        send(method, target, { key, body: JSON.stringify(json) }),
      ),
      RUNS,
    );
  });

  it('as bytes under any type is answered as documented', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), anyContentType, anyBody, (isNew, type, body) =>
        send(isNew ? 'POST' : 'PATCH', isNew ? '/v1/links' : `/v1/links/${linkId}`, {
          body,
          headers: { 'content-type': type },
        }),
      ),
      RUNS,
    );
  });

  it.each(['', '/:id', '/:id/analytics', '/:id/clicks', '/:id/qr'])(
    'in the query of /v1/links%s is answered as documented',
    async (path) => {
      const target = `/v1/links${path.replace(':id', linkId)}`;
      const before = await snapshot();
      for (const name of QUERY_NAMES) {
        for (const value of TRICKS) await send('GET', `${target}?${encodeQuery(name, value)}`);
      }
      await fc.assert(
        fc.asyncProperty(anyQuery, (query) => send('GET', `${target}?${query}`)),
        RUNS,
      );
      expect(await snapshot()).toBe(before);
    },
  );

  it.each([
    '/v1/links/X',
    '/v1/links/X/analytics',
    '/v1/links/lnk_X',
    '/v1/keys/X',
    '/v1/X',
    '/api/v1/X',
    '/v1/links/X/X',
  ])('in the path %s is answered as documented', async (path) => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('GET', 'PATCH', 'DELETE'), anySegment, (method, segment) =>
        send(method, path.replaceAll('X', segment), method === 'PATCH' ? { body: {} } : {}),
      ),
      { numRuns: 20 },
    );
  });

  it('in a path outside of the API is a page, a redirect or a refusal', async () => {
    const anyPath = fc.oneof(
      anySegment,
      fc.stringMatching(/^[!-~]{0,80}$/).filter((path) => !/[#?\\]/.test(path)),
      fc.tuple(anySegment, anySegment).map((segments) => segments.join('/')),
    );
    await fc.assert(
      fc.asyncProperty(anyPath, anyQuery, anyHeaders, async (path, query, headers) => {
        const { status } = await ask('GET', `/${path}?${query}`, { key: null, headers });
        expect(status).toBeOneOf([200, 204, 301, 404]);
      }),
      RUNS,
    );
  });

  it('in its headers is answered as documented', async () => {
    const body = { destination: 'https://example.com/' };
    await fc.assert(
      fc.asyncProperty(anyHeaders, async ({ authorization, ...headers }) => {
        await send('POST', '/v1/links', { headers, body });
        if (authorization !== undefined)
          await send('POST', '/v1/links', { key: null, headers: { authorization }, body });
      }),
      RUNS,
    );
  });

  it.each<[string, string | Buffer]>([
    ['a megabyte of text', JSON.stringify({ destination: 'x'.repeat(1_000_000) })],
    ['a megabyte of brackets', '['.repeat(1_000_000)],
    ['ten thousand levels', '{"a":'.repeat(10_000)],
    ['sixty thousand brackets', '['.repeat(60_000)],
    ['many unknown fields', `{${Array.from({ length: 5_000 }, (_, index) => `"f${index}":1`).join(',')}}`],
    ['a field with a long name', JSON.stringify({ ['k'.repeat(60_000)]: 1 })],
    [
      'metadata with a long name',
      JSON.stringify({ destination: 'https://a.example/', metadata: { ['k'.repeat(60_000)]: 1 } }),
    ],
    [
      'metadata with many bad fields',
      JSON.stringify({ metadata: Object.fromEntries(Array.from({ length: 3_000 }, (_, i) => [i, []])) }),
    ],
    ['the same field twice', '{"destination":"https://a.example/","destination":"http://127.0.0.1/"}'],
    ['a destination of 60 kB', JSON.stringify({ destination: `https://a.example/${'ä'.repeat(30_000)}` })],
    ['half a surrogate', '{"destination":"https://a.example/","metadata":{"a":"\\ud800"}}'],
    [
      'a byte order mark',
      Buffer.concat([Buffer.from('efbbbf', 'hex'), Buffer.from('{"destination":"https://a.example/"}')]),
    ],
    ['a number beyond all', '{"destination":"https://a.example/","metadata":{"a":1e999}}'],
  ])('as %s is answered as documented, in few words', (_what, body) => send('POST', '/v1/links', { body }));

  it('leaves the server as it was, with nothing to complain of', async () => {
    expect(await ask('GET', '/steady', { key: null })).toMatchObject({ status: 301 });
    expect(await ask('GET', '/health/ready', { key: null })).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(contract.server.logs()).not.toMatch(/"level":(50|60)/);
  });
});
