import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasEngine } from '../harness/database.ts';
import { type Postgres, startPostgres } from '../harness/postgres.ts';
import { proffer, type ServerProcess, startServer } from '../harness/server-process.ts';
import { ask } from './ask.ts';
import { issueKey } from './issue-key.ts';
import { LinksApi, PLENTY, type WireLink } from './links-api.ts';
import { startLoad } from './load.ts';
import { eventually, readReadiness } from './observe.ts';
import { rounds } from './rounds.ts';
import { createSeededRandom } from './seeded-random.ts';
import { showLogsOnFailure } from './show-logs-on-failure.ts';
import { Tally } from './tally.ts';

const OUTAGES = rounds(1, 10);
const LINKS = 20;
const WRITERS = 8;
const WRITES_PAUSE_MS = 20;
const REFUSED_WITHIN_MS = 6_000;
const UNAVAILABLE = { error: { code: 'unavailable', message: expect.any(String) } };

const WAYS = [
  {
    away: 'is stopped',
    leave: (postgres: Postgres) => postgres.stop(),
    come: (postgres: Postgres) => postgres.start(),
  },
  {
    away: 'is frozen',
    leave: (postgres: Postgres) => postgres.pause(),
    come: (postgres: Postgres) => postgres.resume(),
  },
];

/** Makes links, a few at once, until it is told to stop; keeps what was answered. */
function startWriting(api: LinksApi) {
  const made: WireLink[] = [];
  let isStopping = false;
  const write = async () => {
    while (!isStopping) {
      await wait(WRITES_PAUSE_MS);
      // What is refused is unknown to us: it may have been made or not.
      await api.create().then(
        (link) => made.push(link),
        () => {},
      );
    }
  };
  const writing = Promise.all(Array.from({ length: WRITERS }, write));
  return {
    made,
    stop: async () => {
      isStopping = true;
      await writing;
    },
  };
}

describe.skipIf(!hasEngine('postgres')).each(WAYS)('while PostgreSQL $away', ({ leave, come }) => {
  let postgres: Postgres;
  let server: ServerProcess;
  let key: string;
  let api: LinksApi;
  const tally = new Tally();

  beforeAll(async () => {
    postgres = await startPostgres();
    server = await startServer({ databaseUrl: postgres.url(), env: PLENTY });
    ({ key } = await issueKey(server));
    for (const { slug } of await new LinksApi(server, key).createMany(LINKS)) tally.of(slug);
    // A server forgets a link when it hears of a change, its own included. A new one has heard of these.
    await restart();
  });
  afterAll(async () => {
    await server.kill();
    await postgres.destroy();
  });

  async function restart(): Promise<void> {
    await server.kill();
    server = await startServer({ dataDir: server.dataDir, databaseUrl: postgres.url(), env: PLENTY });
    api = new LinksApi(server, key);
  }

  /** Follows every link once: from then on the server knows them without its database. */
  async function warmUp(): Promise<void> {
    for (const slug of tally.slugs) {
      const clicks = tally.of(slug);
      clicks.sent++;
      expect((await ask(`${server.url}/${slug}`)).status).toBe(301);
      clicks.answered++;
    }
  }

  const startFollowing = () =>
    startLoad({
      port: server.port,
      slugs: tally.slugs,
      random: createSeededRandom(),
      tally,
      connections: 16,
      thinkTimeMs: 5,
    });

  async function expectRefusals(cold: WireLink): Promise<void> {
    const body = { destination: 'https://destination.example/' };
    const [page, listed, created, readiness, live] = await Promise.all([
      ask(`${server.url}/${cold.slug}`, { timeoutMs: REFUSED_WITHIN_MS, headers: { accept: 'text/html' } }),
      api.ask('/v1/links', { timeoutMs: REFUSED_WITHIN_MS }),
      api.ask('/v1/links', { method: 'POST', body, timeoutMs: REFUSED_WITHIN_MS }),
      readReadiness(server),
      ask(`${server.url}/health/live`),
    ]);
    expect(page.status).toBe(503);
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    for (const answer of [listed, created]) {
      expect({ status: answer.status, body: JSON.parse(answer.body) }).toEqual({ status: 503, body: UNAVAILABLE });
    }
    expect(readiness).toMatchObject({ httpStatus: 200, status: 'degraded', checks: { database: 'failing' } });
    expect(live.status).toBe(200);
  }

  async function expectRecovery(cold: WireLink): Promise<void> {
    await eventually(async () => expect(await readReadiness(server)).toMatchObject({ status: 'ok' }));
    await eventually(async () => expect((await ask(`${server.url}/${cold.slug}`)).status).toBe(301));
  }

  it('known links are followed and counted, all else is refused in time, and everything recovers by itself', async () => {
    showLogsOnFailure(() => server);
    await warmUp();
    const load = startFollowing();
    const made: WireLink[] = [];
    for (let outage = 1; outage <= OUTAGES; outage++) {
      const cold = await api.create();
      const writing = startWriting(api);
      await load.hasRedirected(load.redirected + 300);
      await leave(postgres);
      await load.hasRedirected(load.redirected + 500);
      await expectRefusals(cold);
      await come(postgres);
      await expectRecovery(cold);
      const madeBefore = writing.made.length;
      await eventually(() => expect(writing.made.length).toBeGreaterThan(madeBefore + 10 * WRITERS));
      await writing.stop();
      made.push(...writing.made);
    }
    await load.stop();
    expect({ broken: load.broken, otherAnswers: load.otherAnswers }).toEqual({ broken: 0, otherAnswers: new Map() });

    // What only the connections of this server could see would be gone with it.
    await restart();
    const clicks = await api.clicks();
    expect(tally.contradictions(clicks)).toEqual([]);
    expect(made.filter(({ slug }) => !clicks.has(slug))).toEqual([]);
  });

  it('clicks survive the server being killed as well, and it says what it waits for when it is started', async () => {
    showLogsOnFailure(() => server);
    await warmUp();
    const load = startFollowing();
    await leave(postgres);
    await load.hasRedirected(2_000);
    await server.kill();
    await load.ended;
    expect(load.otherAnswers).toEqual(new Map());

    const refused = await proffer(['start'], server.env);
    expect(refused.exitCode).toBe(1);
    expect(refused.stderr.trim().split('\n')).toEqual([expect.stringMatching(/PostgreSQL .*DATABASE_URL/)]);

    await come(postgres);
    await restart();
    expect(tally.contradictions(await api.clicks())).toEqual([]);
  });
});
