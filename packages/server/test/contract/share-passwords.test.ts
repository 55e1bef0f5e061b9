import { expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { TIME } from './expected.ts';
import { dataOf, MISSING_SHARE, makeShare, NO_SHARE, SOME_TEXT, shareRefusal } from './share-answers.ts';
import { useServer } from './use-server.ts';

const PASSWORD = 'Zwölf Boxkämpfer';
const NEEDED = shareRefusal(401, 'PASSWORD_REQUIRED');
const WRONG = shareRefusal(401, 'INVALID_PASSWORD');

describeEachEngine('the password of a share', (engine) => {
  const contract = useServer(engine);
  const { ask } = contract;
  const protectedShare = (options: object = {}) => makeShare(ask, { options: { password: PASSWORD, ...options } });
  // Each test is another visitor, so that none is slowed down by what another did.
  const from = (address: string) => ({ 'x-forwarded-for': address });
  const retrieve = (id: string, headers: Record<string, string> = {}, key: string | null = null) =>
    ask('GET', `/api/v1/share/${id}`, { key, headers });
  const unlock = (id: string, password: unknown, headers: Record<string, string> = {}) =>
    ask('POST', `/api/v1/share/${id}/unlock`, { key: null, body: { password }, headers });
  const inHeader = (password: string) => ({ 'x-share-password': Buffer.from(password).toString('latin1') });

  it('is needed, by everybody but the owner, and gives a token', async () => {
    const { id } = await protectedShare();
    expect(await retrieve(id)).toEqual(NEEDED);
    for (const key of ['garbage', contract.keys.theirs.token, contract.keys.test.token]) {
      expect(await retrieve(id, {}, key)).toEqual(NEEDED);
    }
    expect(dataOf(await retrieve(id, {}, contract.keys.ours.token))).toMatchObject({ viewCount: 1 });
    const unlocked = dataOf<{ token: string; expires: string }>(await unlock(id, PASSWORD));
    expect(unlocked).toEqual({ token: expect.any(String), expires: expect.stringMatching(TIME) });
    expect(Date.parse(unlocked.expires) - Date.now()).toBeGreaterThan(14 * 60_000);
    expect(dataOf(await retrieve(id, {}, unlocked.token))).toMatchObject({ content: SOME_TEXT, viewCount: 2 });
    expect(dataOf(await retrieve(id, inHeader(PASSWORD)))).toMatchObject({ viewCount: 3 });
  });

  it('is the same in either spelling of its letters', async () => {
    const { id } = await protectedShare();
    expect(dataOf(await retrieve(id, inHeader(PASSWORD.normalize('NFD'))))).toMatchObject({ viewCount: 1 });
    // As `fetch` sends what fits into a byte.
    expect(dataOf(await retrieve(id, { 'x-share-password': PASSWORD }))).toMatchObject({ viewCount: 2 });
  });

  it('that is wrong spends no view, and neither does unlocking', async () => {
    const { id } = await protectedShare({ maxViews: 1 });
    expect(await retrieve(id, inHeader('wrong'))).toEqual(WRONG);
    expect(await unlock(id, 'wrong')).toEqual(WRONG);
    const { token } = dataOf<{ token: string }>(await unlock(id, PASSWORD));
    expect(dataOf(await retrieve(id, {}, token))).toMatchObject({ viewCount: 1, remainingViews: 0 });
    expect(await retrieve(id, {}, token)).toEqual(MISSING_SHARE);
    expect(await unlock(id, PASSWORD)).toEqual(MISSING_SHARE);
  });

  it('opens its own share only, and nothing once it was changed', async () => {
    const one = await protectedShare();
    const other = await protectedShare();
    const { token } = dataOf<{ token: string }>(await unlock(one.id, PASSWORD));
    expect(await retrieve(other.id, {}, token)).toEqual(NEEDED);
    expect(await retrieve(one.id, {}, `${token.slice(0, -1)}_`)).toEqual(NEEDED);
    await ask('PATCH', `/api/v1/share/${one.id}`, { body: { options: { password: 'another' } } });
    expect(await retrieve(one.id, {}, token)).toEqual(NEEDED);
    expect(await retrieve(one.id, inHeader(PASSWORD))).toEqual(WRONG);
    expect(dataOf(await retrieve(one.id, inHeader('another')))).toMatchObject({ viewCount: 1 });
    await ask('PATCH', `/api/v1/share/${one.id}`, { body: { options: { password: null } } });
    expect(dataOf(await retrieve(one.id))).toMatchObject({ viewCount: 2 });
    expect(await unlock(one.id, 'another')).toEqual(shareRefusal(400, 'VALIDATION_ERROR', '"password"'));
    await ask('PATCH', `/api/v1/share/${one.id}`, { body: { options: { password: PASSWORD } } });
    expect(await retrieve(one.id)).toEqual(NEEDED);
  });

  it('can be guessed five times, and then not at all for a while', async () => {
    const { id } = await protectedShare();
    const guesser = from('198.51.100.5');
    for (let guess = 0; guess < 5; guess++) expect(await unlock(id, `guess ${guess}`, guesser)).toEqual(WRONG);
    for (const password of ['another guess', PASSWORD]) {
      const refused = await unlock(id, password, guesser);
      expect(refused).toEqual(shareRefusal(429, 'RATE_LIMIT_EXCEEDED', 'wrong passwords'));
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(20);
      expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(30);
    }
    expect(await retrieve(id, { ...guesser, ...inHeader(PASSWORD) })).toMatchObject({ status: 429 });
    // The recipient, elsewhere, is not locked out.
    expect(dataOf(await retrieve(id, { ...from('198.51.100.6'), ...inHeader(PASSWORD) }))).toMatchObject({
      viewCount: 1,
    });
    expect(await retrieve(id, { ...guesser, ...inHeader(PASSWORD) })).toMatchObject({ status: 429 });
    const { id: other } = await protectedShare();
    expect(await unlock(other, 'a first guess', guesser)).toEqual(WRONG);
  });

  it('can be guessed five times at once, too', async () => {
    const { id } = await protectedShare();
    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, guess) => unlock(id, `guess ${guess}`, from('198.51.100.7'))),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(35);
  });

  it('may be sent with each of many requests at once', async () => {
    const { id } = await protectedShare();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => retrieve(id, { ...from('198.51.100.8'), ...inHeader(PASSWORD) })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  });

  it('can be guessed a hundred times an hour from all over the world, which stops nobody who knows it already', async () => {
    const { id } = await protectedShare();
    const { token } = dataOf<{ token: string }>(await unlock(id, PASSWORD, from('203.0.113.1')));
    await contract.database.db
      .insertInto('share_password_attempts')
      .values({ share_id: id, client: '', failures: 99, first_at: Date.now(), last_at: Date.now(), retry_at: 0 })
      .onConflict((conflict) => conflict.columns(['share_id', 'client']).doUpdateSet({ failures: 99 }))
      .execute();
    expect(await unlock(id, 'the hundredth', from('203.0.113.2'))).toEqual(WRONG);
    expect(await unlock(id, 'one more', from('203.0.113.3'))).toMatchObject({ status: 429 });
    expect(dataOf(await retrieve(id, from('203.0.113.1'), token))).toMatchObject({ viewCount: 1 });
    expect(dataOf(await retrieve(id, {}, contract.keys.ours.token))).toMatchObject({ viewCount: 2 });
  });

  it('of a share that is not there is asked for as often, and takes as long', async () => {
    const guesser = from('198.51.100.9');
    for (let guess = 0; guess < 5; guess++) {
      expect(await unlock(NO_SHARE, `guess ${guess}`, guesser)).toEqual(MISSING_SHARE);
    }
    expect(await unlock(NO_SHARE, 'guess', guesser)).toMatchObject({ status: 429 });
    expect(await retrieve(NO_SHARE, { ...guesser, ...inHeader('guess') })).toMatchObject({ status: 429 });
    expect(await retrieve(NO_SHARE, guesser)).toEqual(MISSING_SHARE);
  });

  it.each([
    ['nothing', {}],
    ['an empty one', { password: '' }],
    ['a number', { password: 5 }],
    ['1,025 bytes', { password: 'x'.repeat(1_025) }],
    ['something else besides', { password: 'x', extra: true }],
  ])('is none when it is %s', async (_what, body) => {
    const { id } = await protectedShare();
    const answer = await ask('POST', `/api/v1/share/${id}/unlock`, { key: null, body });
    expect(answer).toEqual(shareRefusal(400, 'VALIDATION_ERROR'));
  });
});
