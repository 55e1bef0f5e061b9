import { mkdir, readdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeEachEngine } from '../harness/database.ts';
import { type ServerProcess, startServer } from '../harness/server-process.ts';
import { readSingleVisits } from '../visits/single-visits.ts';
import { issueKey } from './issue-key.ts';
import { clickOn, encodeFrame, leaveSegment, segmentOf } from './journal-segments.ts';
import { expectJson, LinksApi, type WireLink } from './links-api.ts';
import { eventually, readMetric } from './observe.ts';
import { rounds } from './rounds.ts';
import { createSeededRandom, type SeededRandom } from './seeded-random.ts';
import { createServerStore, type ServerStore } from './server-store.ts';
import { showLogsOnFailure } from './show-logs-on-failure.ts';

const KILLS = rounds(3, 60);
const LINKS = 20;
/** More than the drain writes in one transaction. */
const CLICKS_PER_BACKLOG = rounds(40_000, 100_000);
/** Less than the drain needs for a backlog, and more than it needs for a transaction. */
const KILL_WITHIN_MS = 900;
const HOUR_MS = 3_600_000;
const PERIOD_MS = 72 * HOUR_MS;

/** How many clicks each link has, by slug. */
type Counts = Map<string, number>;

/** Leaves clicks in the journal as a process that is gone would have, and adds them to `counts`. */
async function leaveBacklog(
  { journalDirectory }: ServerStore,
  links: readonly WireLink[],
  random: SeededRandom,
  counts: Counts,
): Promise<void> {
  const nowMs = Date.now();
  const frames: Buffer[] = [];
  for (let left = CLICKS_PER_BACKLOG; left > 0; ) {
    const size = Math.min(left, random.between(1, 200));
    left -= size;
    const visits = Array.from({ length: size }, () => {
      const { id, slug } = random.pick(links);
      counts.set(slug, (counts.get(slug) ?? 0) + 1);
      return clickOn(id, nowMs - random.between(0, PERIOD_MS));
    });
    frames.push(encodeFrame(visits));
  }
  await mkdir(journalDirectory, { recursive: true });
  await leaveSegment(journalDirectory, segmentOf(...frames));
}

/** Segments are removed once all of their clicks are in the database. */
async function hasBacklog({ journalDirectory }: ServerStore): Promise<boolean> {
  const files = await readdir(journalDirectory).catch(() => []);
  return files.length > 0;
}

/** A segment that was killed between its last commit and its removal has nothing left to drain. */
const untilDraining = (server: ServerProcess, store: ServerStore) =>
  eventually(async () => {
    const isDraining = (await readMetric(server, 'proffer_drain_lag_bytes')) > 0;
    expect(isDraining || !(await hasBacklog(store))).toBe(true);
  });

const analytics = z.object({ total_clicks: z.int(), series: z.array(z.object({ clicks: z.int() })) });

describeEachEngine('a server that is killed while it moves clicks into the database', (engine) => {
  it(`has each click exactly once after ${KILLS} kills`, async () => {
    const random = createSeededRandom();
    const store = await createServerStore(engine);
    let server = await startServer(store.options);
    showLogsOnFailure(() => server);
    const { key } = await issueKey(server);
    const links = await new LinksApi(server, key).createMany(LINKS);
    expect(await server.stop()).toBe(0);

    const counts: Counts = new Map();
    let backlogs = 0;
    let killedInTheMiddle = 0;
    for (let kill = 1; kill <= KILLS || killedInTheMiddle < KILLS / 2; kill++) {
      expect(kill, 'kills').toBeLessThanOrEqual(KILLS * 5);
      if (!(await hasBacklog(store))) {
        await leaveBacklog(store, links, random, counts);
        backlogs++;
      }
      server = await startServer(store.options);
      await untilDraining(server, store);
      await wait(random.between(0, KILL_WITHIN_MS));
      await server.kill();
      if (await hasBacklog(store)) killedInTheMiddle++;
    }

    server = await startServer(store.options);
    const api = new LinksApi(server, key);
    // The answer waits for the rest of the backlog.
    expect(await api.clicks()).toEqual(counts);
    const range = `start_date=${isoDay(-2 * PERIOD_MS)}&end_date=${isoDay(PERIOD_MS)}&granularity=hour`;
    for (const { id, slug } of links) {
      const found = expectJson(await api.ask(`/v1/links/${id}/analytics?${range}`), 200, analytics);
      const inSeries = found.series.reduce((sum, bucket) => sum + bucket.clicks, 0);
      expect({ slug, total: found.total_clicks, inSeries }).toEqual({
        slug,
        total: counts.get(slug),
        inSeries: counts.get(slug),
      });
    }
    expect(await countVisits(store)).toBe(backlogs * CLICKS_PER_BACKLOG);
    expect(await server.stop()).toBe(0);
    await store.remove();
  });

  const isoDay = (fromNowMs: number) => new Date(Date.now() + fromNowMs).toISOString().slice(0, 10);

  async function countVisits(store: ServerStore): Promise<number> {
    const database = store.openDatabase();
    try {
      return (await readSingleVisits(database.db)).length;
    } finally {
      await database.close();
    }
  }
});
