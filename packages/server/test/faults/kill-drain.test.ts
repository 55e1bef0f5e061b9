import { mkdir } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeEachEngine } from '../harness/database.ts';
import { type ServerProcess, startServer } from '../harness/server-process.ts';
import { issueKey } from './issue-key.ts';
import { clickOn, encodeFrame, leaveSegment, segmentOf } from './journal-segments.ts';
import { expectJson, LinksApi, type WireLink } from './links-api.ts';
import { eventually, readMetric } from './observe.ts';
import { rounds } from './rounds.ts';
import { createSeededRandom, type SeededRandom } from './seeded-random.ts';
import { createServerStore, type ServerStore } from './server-store.ts';

const KILLS = rounds(5, 60);
const SEGMENTS = rounds(6, 40);
const CLICKS_PER_SEGMENT = 30_000;
const LINKS = 40;
const HOUR_MS = 3_600_000;
const PERIOD_MS = 72 * HOUR_MS;

/** Leaves a backlog behind; returns how many clicks of it each link has, by slug. */
async function leaveBacklog(store: ServerStore, links: readonly WireLink[], random: SeededRandom, untilMs: number) {
  await mkdir(store.journalDirectory, { recursive: true });
  const counts = new Map(links.map((link) => [link.slug, 0]));
  for (let segment = 0; segment < SEGMENTS; segment++) {
    const frames: Buffer[] = [];
    for (let left = CLICKS_PER_SEGMENT; left > 0; ) {
      const size = Math.min(left, random.between(1, 200));
      left -= size;
      const visits = Array.from({ length: size }, () => {
        const { id, slug } = random.pick(links);
        counts.set(slug, (counts.get(slug) ?? 0) + 1);
        return clickOn(id, untilMs - random.between(0, PERIOD_MS));
      });
      frames.push(encodeFrame(visits));
    }
    await leaveSegment(store.journalDirectory, segmentOf(...frames));
  }
  return counts;
}

const analytics = z.object({ total_clicks: z.int(), series: z.array(z.object({ clicks: z.int() })) });

describeEachEngine('a server that is killed while it moves clicks into the database', (engine) => {
  it(`has each click exactly once after ${KILLS} kills`, async () => {
    const random = createSeededRandom();
    const store = await createServerStore(engine);
    let server = await startServer(store.options);
    const { key } = await issueKey(server);
    const links = await new LinksApi(server, key).createMany(LINKS);
    expect(await server.stop()).toBe(0);
    const nowMs = Date.now();
    const counts = await leaveBacklog(store, links, random, nowMs);

    let killedInTheMiddle = 0;
    for (let kill = 1; kill <= KILLS; kill++) {
      server = await startServer(store.options);
      const pendingBytes = await killWhileDraining(server, random, kill);
      if (pendingBytes > 0) killedInTheMiddle++;
    }
    expect(killedInTheMiddle).toBeGreaterThanOrEqual(Math.ceil(KILLS / 2));

    server = await startServer(store.options);
    const api = new LinksApi(server, key);
    expect(await api.clicks()).toEqual(counts);
    const range = `start_date=${isoDay(nowMs - 2 * PERIOD_MS)}&end_date=${isoDay(nowMs + PERIOD_MS)}&granularity=hour`;
    for (const { id, slug } of links) {
      const found = expectJson(await api.ask(`/v1/links/${id}/analytics?${range}`), 200, analytics);
      const inSeries = found.series.reduce((sum, bucket) => sum + bucket.clicks, 0);
      expect({ slug, total: found.total_clicks, inSeries }).toEqual({
        slug,
        total: counts.get(slug),
        inSeries: counts.get(slug),
      });
    }
    expect(await countRows(store)).toBe(SEGMENTS * CLICKS_PER_SEGMENT);
    expect(await server.stop()).toBe(0);
    await store.remove();
  });

  const isoDay = (atMs: number) => new Date(atMs).toISOString().slice(0, 10);

  async function countRows(store: ServerStore): Promise<number> {
    const database = store.openDatabase();
    try {
      const { count } = await database.db
        .selectFrom('visits')
        .select((select) => select.fn.countAll().as('count'))
        .executeTakeFirstOrThrow();
      return Number(count);
    } finally {
      await database.close();
    }
  }

  /** Kills at a random moment, but late enough that all kills together leave something to do; returns what was left then. */
  async function killWhileDraining(server: ServerProcess, random: SeededRandom, kill: number): Promise<number> {
    const pendingAtStart = await readMetric(server, 'proffer_drain_lag_bytes');
    const share = 1 / (KILLS - kill + 2);
    const wanted = pendingAtStart * (1 - random.between(0, 100 * share) / 100);
    let pending = pendingAtStart;
    await eventually(async () => {
      pending = await readMetric(server, 'proffer_drain_lag_bytes');
      expect(pending).toBeLessThanOrEqual(wanted);
    });
    await wait(random.between(0, 40));
    await server.kill();
    return pending;
  }
});
