import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEmptyDatabase, describeEachEngine, hasEngine, type TestDatabase } from '../harness/database.ts';
import { freePort } from '../harness/free-port.ts';
import { quickestMs, timed } from '../harness/quickest.ts';
import { proffer, type ServerProcess, startServer } from '../harness/server-process.ts';
import { ask } from './ask.ts';
import { issueKey } from './issue-key.ts';
import { LinksApi, PLENTY } from './links-api.ts';
import { startLoad } from './load.ts';
import { eventually } from './observe.ts';
import { rounds } from './rounds.ts';
import { createSeededRandom } from './seeded-random.ts';
import { createServerStore } from './server-store.ts';
import { Tally } from './tally.ts';

const ROUNDS = rounds(2, 40);
const CHANGE_WITHIN_MS = 1_000;
const REVOCATION_WITHIN_MS = 5_000;

describeEachEngine('a second server on the same data directory', (engine) => {
  it('is refused with a sentence, until the first is gone, however it went', async () => {
    const store = await createServerStore(engine);
    const first = await startServer(store.options);
    const { slug } = await new LinksApi(first, (await issueKey(first)).key).create();

    const second = await proffer(['start'], { ...first.env, PORT: String(await freePort()) });
    expect(second.exitCode).toBe(1);
    expect(second.stderr.trim().split('\n')).toEqual([
      expect.stringContaining(`another Proffer server is using ${first.dataDir}`),
    ]);
    expect((await ask(`${first.url}/${slug}`)).status).toBe(301);

    await first.kill();
    const third = await startServer(store.options);
    expect((await ask(`${third.url}/${slug}`)).status).toBe(301);
    await third.stop();
    await store.remove();
  });
});

describe.skipIf(!hasEngine('postgres'))('two servers on one PostgreSQL', () => {
  let database: TestDatabase;
  let servers: ServerProcess[];
  let here: ServerProcess;
  let there: ServerProcess;
  let apiHere: LinksApi;
  let apiThere: LinksApi;

  beforeAll(async () => {
    database = await createEmptyDatabase('postgres');
    if (database.location.engine !== 'postgres') throw new Error('asked for PostgreSQL');
    const databaseUrl = database.location.url;
    const env = { ...PLENTY, PROFFER_SECRET_KEY: randomBytes(32).toString('base64') };
    // Both at once on an empty database: one migrates, the other waits for it.
    servers = await Promise.all([startServer({ databaseUrl, env }), startServer({ databaseUrl, env })]);
    [here, there] = [...servers] as [ServerProcess, ServerProcess]; // two were started
    const { key } = await issueKey(here);
    apiHere = new LinksApi(here, key);
    apiThere = new LinksApi(there, key);
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.kill()));
    await database.close();
  });

  /** How long from now until `path` is answered like that by the other server. */
  async function msUntilThere(path: string, expected: { status: number; location?: string }): Promise<number> {
    const startedAtMs = performance.now();
    return eventually(async () => {
      const { status, headers } = await ask(`${there.url}${path}`);
      expect({ status, location: headers.location }).toEqual({ location: undefined, ...expected });
      return performance.now() - startedAtMs;
    });
  }

  it('follow each other’s changes within a second', async () => {
    let number = 0;
    /** The slowest of three changes. */
    const changeAll = async () => {
      const slug = `shared-${++number}`;
      // Asked for before it is there: that nothing is there may not be remembered for long.
      expect((await ask(`${there.url}/${slug}`)).status).toBe(404);
      const { id } = await apiHere.create({ slug, destination: 'https://one.example/' });
      const created = await msUntilThere(`/${slug}`, { status: 301, location: 'https://one.example/' });

      const change = { method: 'PATCH', body: { destination: 'https://two.example/' } };
      expect((await apiHere.ask(`/v1/links/${id}`, change)).status).toBe(200);
      const changed = await msUntilThere(`/${slug}`, { status: 301, location: 'https://two.example/' });

      expect((await apiHere.ask(`/v1/links/${id}`, { method: 'DELETE' })).status).toBe(200);
      const deleted = await msUntilThere(`/${slug}`, { status: 404 });
      return Math.max(created, changed, deleted);
    };
    for (let round = 1; round <= ROUNDS; round++) {
      expect(await quickestMs(CHANGE_WITHIN_MS, 5, changeAll)).toBeLessThan(CHANGE_WITHIN_MS);
    }
  });

  it('refuse a key within five seconds after either has revoked it', async () => {
    const revoke = async () => {
      const { key, id } = await issueKey(here);
      const withKey = new LinksApi(there, key);
      expect((await withKey.ask('/v1/links')).status).toBe(200);
      expect((await apiHere.ask(`/v1/keys/${id}`, { method: 'DELETE' })).status).toBe(200);
      const tookMs = await timed(() =>
        eventually(async () => expect((await withKey.ask('/v1/links')).status).toBe(401)),
      );
      expect((await new LinksApi(here, key).ask('/v1/links')).status).toBe(401);
      return tookMs;
    };
    expect(await quickestMs(REVOCATION_WITHIN_MS, 3, revoke)).toBeLessThan(REVOCATION_WITHIN_MS);
  });

  it('count what both have answered, exactly', async () => {
    const random = createSeededRandom();
    const tally = new Tally();
    const slugs = (await apiHere.createMany(20)).map((link) => link.slug);
    for (let round = 1; round <= ROUNDS; round++) {
      const loads = servers.map(({ port }) => startLoad({ port, slugs, random, tally, connections: 16 }));
      await Promise.all(loads.map((load) => load.hasRedirected(random.between(500, 3_000))));
      await Promise.all(loads.map((load) => load.stop()));
      for (const api of [apiHere, apiThere]) {
        await eventually(async () => expect(tally.contradictions(await api.clicks())).toEqual([]));
      }
    }
  });

  it('make one link when both are asked for the same slug many times at once', async () => {
    for (let round = 1; round <= ROUNDS; round++) {
      const body = { destination: 'https://destination.example/', slug: `wanted-${round}` };
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          (index % 2 === 0 ? apiHere : apiThere).ask('/v1/links', { method: 'POST', body }),
        ),
      );
      const statuses = answers.map((answer) => answer.status).sort();
      expect(statuses).toEqual([201, ...Array.from({ length: 49 }, () => 409)]);
    }
  });
});
