import { expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { startServer } from '../harness/server-process.ts';
import { issueKey } from './issue-key.ts';
import { LinksApi } from './links-api.ts';
import { startLoad } from './load.ts';
import { isLong, rounds } from './rounds.ts';
import { createSeededRandom } from './seeded-random.ts';
import { createServerStore } from './server-store.ts';
import { showLogsOnFailure } from './show-logs-on-failure.ts';
import { Tally } from './tally.ts';

const KILLS = rounds(3, 60);
const LINKS = 100;

describeEachEngine('a server that is killed while it redirects', (engine) => {
  it(`has counted every answered click, and none twice, after each of ${KILLS} kills`, async () => {
    const random = createSeededRandom();
    const store = await createServerStore(engine);
    let server = await startServer(store.options);
    showLogsOnFailure(() => server);
    const { key } = await issueKey(server);
    const slugs = (await new LinksApi(server, key).createMany(LINKS)).map((link) => link.slug);
    const tally = new Tally();
    for (let kill = 1; kill <= KILLS; kill++) {
      const load = startLoad({ port: server.port, slugs, random, tally, connections: random.between(32, 64) });
      await load.hasRedirected(random.between(1, isLong ? 20_000 : 6_000));
      await server.kill();
      await load.ended;
      expect(load.otherAnswers).toEqual(new Map());
      server = await startServer(store.options);
      // At once: what the killed process left behind is in the first answer already.
      expect(tally.contradictions(await new LinksApi(server, key).clicks())).toEqual([]);
    }
    expect(await server.stop()).toBe(0);
    await store.remove();
  });
});
