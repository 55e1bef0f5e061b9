import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { FAILURES } from '../../src/platform/http/kinds-of-failure.ts';
import { sharesDialect } from '../../src/shares/index.ts';
import { describeEachEngine } from '../harness/database.ts';
import { almostAShare, anyBody, anyContentType, anyHeaders, anyJson, anyQuery, anySegment } from './arbitraries.ts';
import { dataOf, makeShare } from './share-answers.ts';
import { type Answer, type Ask, useServer } from './use-server.ts';

const RUNS = { numRuns: 40 };
const CODES = new Set([
  ...Object.values(FAILURES).map(({ code }) => sharesDialect.codeOf(code)),
  ...['PASSWORD_REQUIRED', 'INVALID_PASSWORD', 'INVALID_UPDATE', 'CONTENT_IMMUTABLE'],
]);

describeEachEngine('whatever is sent to the shares API', (engine) => {
  const contract = useServer(engine);
  const { ask } = contract;
  let id: string;
  beforeAll(async () => {
    ({ id } = await makeShare(ask, { options: { maxViews: 1_000_000 } }));
  });

  function expectDocumented({ status, headers, body }: Answer): void {
    if (status < 300) return;
    const text = JSON.stringify(body);
    expect(status, text).toBeLessThan(500);
    expect(headers.get('content-type')).toBe('application/json');
    expect(body).toEqual({
      success: false,
      error: { code: expect.toBeOneOf([...CODES]), message: expect.any(String) },
    });
    expect(text).not.toMatch(/node_modules|\.ts:\d|sqlite|postgres|constraint|select \w+ from/i);
    expect(text.length).toBeLessThan(5_000);
  }

  const rows = async () => {
    const { db } = contract.database;
    return JSON.stringify(await db.selectFrom('shares').select(['id', 'updated_at', 'views']).orderBy('id').execute());
  };

  /** Documented, and nothing has changed where something was refused. */
  async function send(method: string, path: string, request: Ask = {}): Promise<void> {
    const before = await rows();
    const answer = await ask(method, path, request);
    expectDocumented(answer);
    if (answer.status >= 300) expect(await rows()).toBe(before);
  }

  it.each([
    ['POST', ''],
    ['PATCH', '/:id'],
    ['POST', '/:id/unlock'],
  ])('as JSON to %s /share%s is answered as documented', async (method, path) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(anyJson, almostAShare), (json) =>
        send(method, `/api/v1/share${path.replace(':id', id)}`, { body: JSON.stringify(json) }),
      ),
      RUNS,
    );
  });

  it('as bytes, under any type, is answered as documented', async () => {
    await fc.assert(
      fc.asyncProperty(anyContentType, anyBody, (type, body) =>
        send('POST', '/api/v1/share', { body, headers: { 'content-type': type } }),
      ),
      RUNS,
    );
  });

  it('as an id, a query or a header is answered as documented', async () => {
    const headers = fc.tuple(anyHeaders, fc.stringMatching(/^[ -~\x80-\xff]{0,60}$/)).map(([others, password]) => ({
      ...others,
      'x-share-password': password,
    }));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('GET', 'PATCH', 'DELETE'),
        fc.oneof(anySegment, fc.constant(id)),
        anyQuery,
        headers,
        async (method, segment, query, sent) => {
          fc.pre(!(method === 'DELETE' && segment === id));
          const body = method === 'PATCH' ? {} : undefined;
          expectDocumented(await ask(method, `/api/v1/share/${segment}?${query}`, { key: null, headers: sent, body }));
        },
      ),
      RUNS,
    );
    await fc.assert(
      fc.asyncProperty(anyQuery, async (query) => expectDocumented(await ask('GET', `/api/v1/shares?${query}`))),
      RUNS,
    );
  });

  it('as a text comes back as it was, to the last character', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 500 }), async (text) => {
        fc.pre(text.isWellFormed());
        const made = await makeShare(ask, { content: { type: 'text', body: text } });
        for (let view = 1; view <= 2; view++) {
          const retrieved = await ask('GET', `/api/v1/share/${made.id}`, { key: null });
          expect(dataOf(retrieved)).toMatchObject({ content: { body: text }, viewCount: view });
        }
      }),
      { numRuns: 25 },
    );
  });

  it('as an expiry comes back as the same instant, when it lies ahead', async () => {
    const dates = fc.date({ min: new Date('2000-01-01'), max: new Date('2500-01-01'), noInvalidDate: true });
    await fc.assert(
      fc.asyncProperty(dates, fc.constantFrom('Z', '+02:00', '-11:30'), async (date, zone) => {
        const expires = `${date.toISOString().slice(0, -1)}${zone}`;
        const answer = await ask('POST', '/api/v1/share', {
          body: { content: { type: 'text', body: 'x' }, options: { expires } },
        });
        if (Date.parse(expires) > Date.now())
          expect(dataOf(answer)).toMatchObject({ expires: new Date(expires).toISOString() });
        else expect(answer.status).toBe(400);
      }),
      { numRuns: 30 },
    );
  });
});
