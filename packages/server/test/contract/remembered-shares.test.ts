import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { beforeItsEnd } from '../harness/before-its-end.ts';
import { describeEachEngine, hasEngine } from '../harness/database.ts';
import { dataOf, MISSING_SHARE, makeShare, SOME_TEXT, shareRefusal } from './share-answers.ts';
import { type Answer, type AskServer, useServer } from './use-server.ts';

const retrieveBy =
  (ask: AskServer) =>
  (id: string, headers: Record<string, string> = {}) =>
    ask('GET', `/api/v1/share/${id}`, { key: null, headers });

const KNOWN_WITHIN_MS = 2_000;

describeEachEngine('a share that the server remembers', (engine) => {
  const contract = useServer(engine);
  const { ask } = contract;
  const retrieve = retrieveBy(ask);

  /** Retrieved twice: the second answer comes from memory. */
  async function makeRemembered(options: object = {}): Promise<string> {
    const { id } = await makeShare(ask, { options });
    for (const viewCount of [1, 2]) expect(dataOf(await retrieve(id))).toMatchObject({ viewCount });
    return id;
  }

  const namesOf = ({ headers }: Answer) =>
    [...headers.keys()].filter((name) => !['date', 'connection', 'keep-alive', 'transfer-encoding'].includes(name));

  it('is answered as on the first time, header by header', async () => {
    const { id } = await makeShare(ask);
    const first = await retrieve(id);
    const second = await retrieve(id);
    expect(second.status).toBe(first.status);
    expect(second.body).toEqual({ success: true, data: { ...dataOf(first), viewCount: 2 } });
    for (const name of ['content-type', 'cache-control', 'x-ratelimit-limit']) {
      expect(second.headers.get(name), name).toBe(first.headers.get(name));
    }
    const known = [...namesOf(first), 'content-length'];
    for (const name of namesOf(second)) expect(known).toContain(name);
    for (const name of namesOf(first)) expect(namesOf(second)).toContain(name);
    expect(dataOf(await retrieve(id.slice(3)))).toMatchObject({ id, viewCount: 3 });
  });

  it('is gone with its deletion', async () => {
    const id = await makeRemembered();
    await ask('DELETE', `/api/v1/share/${id}`);
    expect(await retrieve(id)).toEqual(MISSING_SHARE);
  });

  it('needs its password from the moment it has one', async () => {
    const id = await makeRemembered();
    await ask('PATCH', `/api/v1/share/${id}`, { body: { options: { password: 'secret' } } });
    for (let time = 0; time < 3; time++) expect(await retrieve(id)).toEqual(shareRefusal(401, 'PASSWORD_REQUIRED'));
    expect(dataOf(await retrieve(id, { 'x-share-password': 'secret' }))).toMatchObject({ viewCount: 3 });
    expect(await retrieve(id)).toEqual(shareRefusal(401, 'PASSWORD_REQUIRED'));
  });

  it('tells its new expiry at once, and ends with it', async () => {
    const id = await beforeItsEnd(async (expires) => {
      const remembered = await makeRemembered();
      await ask('PATCH', `/api/v1/share/${remembered}`, { body: { options: { expires } } });
      expect(dataOf(await retrieve(remembered))).toMatchObject({ expires });
      return remembered;
    });
    await expect.poll(async () => (await retrieve(id)).status).toBe(404);
  });

  it('counts each view that it answers, for its owner too', async () => {
    const id = await makeRemembered();
    const answers = await Promise.all(Array.from({ length: 60 }, () => retrieve(id)));
    const counts = new Set(answers.map((answer) => dataOf<{ viewCount: number }>(answer).viewCount));
    expect(counts.size).toBe(60);
    expect(dataOf(await ask('GET', `/api/v1/share/${id}/analytics`))).toMatchObject({ total_clicks: 62 });
    expect(dataOf(await ask('GET', `/api/v1/share/${id}?peek=true`))).toMatchObject({ viewCount: 62 });
  });

  it('is shown as often as its limit says, also when that grows meanwhile', async () => {
    const id = await makeRemembered({ maxViews: 3 });
    await ask('PATCH', `/api/v1/share/${id}`, { body: { options: { maxViews: 5 } } });
    const answers = await Promise.all(Array.from({ length: 20 }, () => retrieve(id)));
    const shown = answers.filter(({ status }) => status === 200).map((answer) => dataOf(answer));
    expect(shown.map(({ viewCount }) => viewCount).toSorted()).toEqual([3, 4, 5]);
    expect(shown.map(({ remainingViews }) => remainingViews).toSorted()).toEqual([0, 1, 2]);
    for (const answer of answers.filter(({ status }) => status !== 200)) expect(answer).toEqual(MISSING_SHARE);
    expect(await retrieve(id)).toEqual(MISSING_SHARE);
  });

  it('is not shown to what asks ahead, and what else is sent with the request is heeded', async () => {
    const id = await makeRemembered();
    for (const headers of [{ 'sec-purpose': 'prefetch' }, { 'user-agent': 'Slackbot 1.0' }]) {
      expect(await retrieve(id, headers)).toMatchObject({ status: 204, body: '' });
    }
    expect(await ask('GET', `/api/v1/share/${id}?peek=true`, { key: null })).toMatchObject({ status: 401 });
    expect(await ask('GET', `/api/v1/share/${id}?pek=true`, { key: null })).toMatchObject({ status: 400 });
    expect(await retrieve(id, { cookie: `key=${contract.keys.ours.token}` })).toMatchObject({ status: 401 });
    expect(dataOf(await ask('GET', `/api/v1/share/${id}`))).toMatchObject({ viewCount: 3, content: SOME_TEXT });
  });
});

describeEachEngine('the limit of a share that the server remembers', (engine) => {
  const contract = useServer(engine, { PROFFER_LIMITS: '{"shares.retrieve":["5/h"]}' });

  it('is the same as for any other', async () => {
    const retrieve = retrieveBy(contract.ask);
    const { id } = await makeShare(contract.ask);
    const remaining: (string | null)[] = [];
    for (let time = 0; time < 5; time++) {
      const answer = await retrieve(id);
      expect(answer.status).toBe(200);
      remaining.push(answer.headers.get('x-ratelimit-remaining'));
    }
    expect(remaining).toEqual(['4', '3', '2', '1', '0']);
    for (let time = 0; time < 3; time++) {
      const refused = await retrieve(id);
      expect(refused).toEqual(shareRefusal(429, 'RATE_LIMIT_EXCEEDED', 'Too many requests'));
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
    }
    const elsewhere = { 'x-forwarded-for': '192.0.2.99' };
    expect(dataOf(await retrieve(id, elsewhere))).toMatchObject({ viewCount: 6 });
  });
});

describe.skipIf(!hasEngine('postgres'))('a share on two nodes', () => {
  const contract = useServer('postgres');

  it('has the views of both, and the changes of either', async () => {
    const here = retrieveBy(contract.ask);
    const node = await contract.startNode();
    const there = retrieveBy(node.ask);
    const { id } = await makeShare(contract.ask);
    for (let time = 0; time < 3; time++) await here(id);
    const seenThere = dataOf<{ viewCount: number }>(await there(id)).viewCount;
    expect(seenThere).toBeGreaterThanOrEqual(1);
    expect(seenThere).toBeLessThanOrEqual(4);
    // Four views are stored, whoever answered them.
    const stored = async (ask: AskServer) =>
      dataOf<{ total_clicks: number }>(await ask('GET', `/api/v1/share/${id}/analytics`)).total_clicks;
    await expect.poll(() => stored(contract.ask)).toBe(4);
    // Whoever looks after a while sees the views of both.
    await wait(KNOWN_WITHIN_MS);
    expect(dataOf(await here(id))).toMatchObject({ viewCount: 5 });
    await expect.poll(() => stored(node.ask)).toBe(5);
    await wait(KNOWN_WITHIN_MS);
    expect(dataOf(await there(id))).toMatchObject({ viewCount: 6 });
    await contract.ask('PATCH', `/api/v1/share/${id}`, { body: { options: { password: 'secret' } } });
    await expect.poll(async () => (await there(id)).status).toBe(401);
    await node.stop();
  });
});
