import { expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { dataOf, MISSING_SHARE, makeShare, SOME_TEXT, shareRefusal } from './share-answers.ts';
import { type Answer, useServer } from './use-server.ts';

const TOO_MANY = shareRefusal(429, 'RATE_LIMIT_EXCEEDED', 'Too many requests');

const limitOf = ({ headers }: Answer) => [
  Number(headers.get('x-ratelimit-limit')),
  Number(headers.get('x-ratelimit-remaining')),
];

/** Some at a time: all at once would wait longer for a shared limit than a request may, and count on their own then. */
async function askManyTimes(times: number, askOnce: () => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  while (answers.length < times) {
    const batch = Math.min(5, times - answers.length);
    answers.push(...(await Promise.all(Array.from({ length: batch }, askOnce))));
  }
  return answers;
}

describeEachEngine('limits of the shares API', (engine) => {
  const contract = useServer(engine, { PROFFER_LIMITS: '{}' });
  const { ask } = contract;
  const from = (address: string) => ({ 'x-forwarded-for': address });

  it('are those of the published table, each counted by itself', async () => {
    const made = await ask('POST', '/api/v1/share', { body: { content: SOME_TEXT } });
    expect(limitOf(made)).toEqual([30, 29]);
    const { id } = dataOf<{ id: string }>(made);
    expect(limitOf(await ask('GET', `/api/v1/share/${id}`))).toEqual([300, 299]);
    expect(limitOf(await ask('GET', `/api/v1/share/${id}`, { key: null, headers: from('192.0.2.1') }))).toEqual([
      300, 299,
    ]);
    expect(limitOf(await ask('GET', '/api/v1/shares'))).toEqual([60, 59]);
    expect(limitOf(await ask('PATCH', `/api/v1/share/${id}`, { body: {} }))).toEqual([60, 59]);
    expect(limitOf(await ask('DELETE', `/api/v1/share/${id}`))).toEqual([60, 58]);
    expect(limitOf(await ask('DELETE', `/api/v1/share/${id}`))).toEqual([60, 57]);
    const reset = Number((await ask('GET', '/api/v1/shares')).headers.get('x-ratelimit-reset'));
    expect(reset - Date.now() / 1_000).toBeGreaterThan(50);
    expect(reset - Date.now() / 1_000).toBeLessThanOrEqual(61);
  });

  it('refuse the thirty-first share of a minute, to this key alone', async () => {
    const { theirs, test } = contract.keys;
    const make = (token: string) => ask('POST', '/api/v1/share', { key: token, body: { content: SOME_TEXT } });
    const answers = await askManyTimes(35, () => make(theirs.token));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(30);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(5);
    for (const answer of refused) {
      expect(answer).toEqual(TOO_MANY);
      expect(limitOf(answer)).toEqual([30, 0]);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect(await make(test.token)).toMatchObject({ status: 201 });
  });

  it('refuse the three hundred and first retrieval of an address, and none of another or with a key', async () => {
    const { id } = await makeShare(ask, {}, contract.keys.test.token);
    const retrieve = (address: string) => ask('GET', `/api/v1/share/${id}`, { key: null, headers: from(address) });
    const answers = await askManyTimes(305, () => retrieve('192.0.2.7'));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(300);
    expect(await retrieve('192.0.2.7')).toEqual(TOO_MANY);
    expect(await retrieve('192.0.2.8')).toMatchObject({ status: 200 });
    expect(await ask('GET', `/api/v1/share/${id}`, { headers: from('192.0.2.7') })).toMatchObject({ status: 200 });
  });
});

describeEachEngine('who goes through ids', (engine) => {
  const contract = useServer(engine, {
    PROFFER_LIMITS: '{"redirect.miss":["5/h"],"shares.retrieve":["1000/s"]}',
  });

  it('is slowed down, and may still see what is there', async () => {
    const { ask } = contract;
    const headers = { 'x-forwarded-for': '192.0.2.20' };
    const { id } = await makeShare(ask);
    for (let index = 1; index <= 5; index++) {
      const answer = await ask('GET', `/api/v1/share/${String(index).repeat(16)}`, { key: null, headers });
      expect(answer).toEqual(MISSING_SHARE);
    }
    const refused = await ask('GET', `/api/v1/share/${'6'.repeat(16)}`, { key: null, headers });
    expect(refused).toEqual(shareRefusal(429, 'RATE_LIMIT_EXCEEDED', 'not there'));
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await ask('GET', `/api/v1/share/${id}`, { key: null, headers })).toMatchObject({ status: 200 });
    const other = { 'x-forwarded-for': '192.0.2.21' };
    expect(await ask('GET', `/api/v1/share/${'6'.repeat(16)}`, { key: null, headers: other })).toEqual(MISSING_SHARE);
  });
});
