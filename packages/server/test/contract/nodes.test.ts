import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasEngine } from '../harness/database.ts';
import { operate } from '../harness/operate.ts';
import { quickestMs, timed } from '../harness/quickest.ts';
import type { ServerProcess } from '../harness/server-process.ts';
import { MISSING_LINK, NO_LINK, refusal } from './expected.ts';
import { type Answer, type AskServer, useServer } from './use-server.ts';

const DESTINATION = 'https://example.com/';
/** More than any other test here asks for. */
const POINTS = 150;
const OFTEN = { interval: 20 };
const EACH_FOR_ITSELF = 'limits are counted by each node for itself';

describe.skipIf(!hasEngine('postgres'))('two nodes with one PostgreSQL', () => {
  const first = useServer('postgres', {
    PROFFER_PUBLIC_URL: 'https://both.proffer.test',
    PROFFER_LIMITS: `{"links.api":["1000000/s","${POINTS}/day"],"redirect.miss":["1000000/s"]}`,
  });
  let second: ServerProcess & { readonly ask: AskServer };
  beforeAll(async () => {
    second = await first.startNode();
  });
  afterAll(() => second.stop());

  const create = async (slug: string) => {
    const answer = await first.ask('POST', '/v1/links', { body: { destination: DESTINATION, slug } });
    expect(answer).toMatchObject({ status: 201 });
    return (answer.body as { id: string }).id;
  };
  const issueKey = async (): Promise<{ key: string; id: string }> => {
    const command = ['keys', 'create', '--kind', 'live', '--workspace', 'ours', '--json'];
    return JSON.parse((await operate(command, first.server.env)).stdout);
  };
  const visit = (slug: string) => second.ask('GET', `/${slug}`, { key: null });
  const statusOf = async (slug: string) => (await visit(slug)).status;

  it('know of a link within a second of the other making it, even where it was asked for before', async () => {
    let made = 0;
    const takesMs = quickestMs(1_000, 5, async () => {
      const slug = `made-${made++}`;
      expect(await statusOf(slug)).toBe(404);
      await create(slug);
      return timed(() => expect.poll(() => statusOf(slug), OFTEN).toBe(301));
    });
    expect(await takesMs).toBeLessThan(1_000);
  });

  it('follow a change, and an end, within a second of the other making it', async () => {
    const id = await create('changed');
    expect((await visit('changed')).headers.get('location')).toBe(DESTINATION);
    const location = async () => (await visit('changed')).headers.get('location');
    let changes = 0;
    const changeTakesMs = quickestMs(1_000, 5, async () => {
      const destination = `https://example.org/${changes++}`;
      await first.ask('PATCH', `/v1/links/${id}`, { body: { destination } });
      return timed(() => expect.poll(location, OFTEN).toBe(destination));
    });
    expect(await changeTakesMs).toBeLessThan(1_000);
    await first.ask('DELETE', `/v1/links/${id}`);
    await expect.poll(() => statusOf('changed'), OFTEN).toBe(404);
  });

  it('count the clicks of both', async () => {
    const id = await create('counted');
    for (let clicks = 0; clicks < 5; clicks++) {
      await visit('counted');
      await first.ask('GET', '/counted', { key: null });
    }
    const clicksOn = async (ask: AskServer) =>
      ((await ask('GET', `/v1/links/${id}`)).body as { clicks: number }).clicks;
    // Each knows of its own at once, and of the other's when that one has written them to the database.
    expect(await clicksOn(second.ask)).toBeGreaterThanOrEqual(5);
    await expect.poll(() => clicksOn(first.ask), { interval: 200 }).toBe(10);
  });

  it('make one link of one idempotency key, whichever of them is asked', async () => {
    const request = {
      key: first.keys.theirs.token,
      body: { destination: DESTINATION },
      headers: { 'idempotency-key': 'both' },
    };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? first : second).ask('POST', '/v1/links', request)),
    );
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });

  it('refuse a key within five seconds of its end', async () => {
    const takesMs = quickestMs(5_000, 3, async () => {
      const { key, id } = await issueKey();
      expect(await second.ask('GET', `/v1/links/${NO_LINK}`, { key })).toEqual(MISSING_LINK);
      await first.ask('DELETE', `/v1/keys/${id}`);
      const statusNow = async () => (await second.ask('GET', `/v1/links/${NO_LINK}`, { key })).status;
      return timed(() => expect.poll(statusNow, { interval: 100 }).toBe(401));
    });
    expect(await takesMs).toBeLessThan(5_000);
  });

  it('share the limits of a key', async () => {
    const askAll = async (key: string) => {
      const ask = (index: number) => (index % 2 === 0 ? first : second).ask('GET', '/v1/links', { key });
      const answers: Answer[] = [];
      while (answers.length < POINTS + 10) {
        answers.push(...(await Promise.all(Array.from({ length: 10 }, (_, index) => ask(index)))));
      }
      return answers;
    };
    const timesAlone = () => (first.server.logs() + second.logs()).split(EACH_FOR_ITSELF).length;
    for (let attempt = 1; ; attempt++) {
      const { key } = await issueKey();
      const before = timesAlone();
      const answers = await askAll(key);
      // A node that waits too long for the database counts for itself, which is another promise: then once more.
      if (timesAlone() > before && attempt < 4) continue;
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(POINTS);
      expect(await second.ask('GET', '/v1/links', { key })).toEqual(refusal('rateLimited'));
      return;
    }
  });
});
