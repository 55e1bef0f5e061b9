import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { proffer, startServer } from '../harness/server-process.ts';
import { issueKey } from './issue-key.ts';
import { LinksApi } from './links-api.ts';
import { startLoad } from './load.ts';
import { rounds } from './rounds.ts';
import { createSeededRandom } from './seeded-random.ts';
import { createServerStore } from './server-store.ts';
import { showLogsOnFailure } from './show-logs-on-failure.ts';
import { Tally } from './tally.ts';

const KILLS = rounds(1, 20);

describe('a server on SQLite beside which commands are run', () => {
  // Whoever takes itself for the last user of a SQLite file removes the log that the server goes on writing to.
  it('keeps what it answers afterwards, also when it is killed', async () => {
    const random = createSeededRandom();
    const store = await createServerStore('sqlite');
    let server = await startServer(store.options);
    showLogsOnFailure(() => server);
    const { key } = await issueKey(server);
    const tally = new Tally();
    const slugs: string[] = [];
    for (let kill = 1; kill <= KILLS; kill++) {
      slugs.push(...(await new LinksApi(server, key).createMany(3)).map((link) => link.slug));
      const load = startLoad({ port: server.port, slugs, random, tally, connections: 4 });
      await load.hasRedirected(100);
      expect((await proffer(['keys', 'list'], server.env)).exitCode).toBe(0);
      slugs.push((await new LinksApi(server, key).create()).slug);
      const made = await issueKey(server);
      await load.hasRedirected(load.redirected + 100);
      await server.kill();
      await load.ended;
      server = await startServer(store.options);
      const clicks = await new LinksApi(server, made.key).clicks();
      expect([...clicks.keys()].sort()).toEqual([...slugs].sort());
      expect(tally.contradictions(clicks)).toEqual([]);
    }
    expect(await server.stop()).toBe(0);
  });

  // A sqlite3 older than 3.51, as systems have it, trusts these locks alone.
  it.skipIf(!existsSync('/proc/locks'))('holds its lock on the database as long as it runs', async () => {
    const store = await createServerStore('sqlite');
    if (store.location.engine !== 'sqlite') throw new Error('asked for SQLite');
    const server = await startServer(store.options);
    await new LinksApi(server, (await issueKey(server)).key).clicks();
    const { ino } = await stat(store.location.file);
    const locks = (await readFile('/proc/locks', 'utf8')).split('\n');
    expect(locks).toContainEqual(expect.stringMatching(new RegExp(`POSIX .* READ +${server.pid} [^ ]+:${ino} `)));
    expect(await server.stop()).toBe(0);
  });
});
