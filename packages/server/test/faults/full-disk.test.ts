import { mkdir } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startServer } from '../harness/server-process.ts';
import { issueKey } from './issue-key.ts';
import { LinksApi } from './links-api.ts';
import { startLoad } from './load.ts';
import { eventually, readMetric, readReadiness } from './observe.ts';
import { rounds } from './rounds.ts';
import { createSeededRandom } from './seeded-random.ts';
import { createServerStore } from './server-store.ts';
import { showLogsOnFailure } from './show-logs-on-failure.ts';
import { canMountSmallDisks, mountSmallDisk } from './small-disk.ts';
import { Tally } from './tally.ts';

const MEBIBYTE = 1024 * 1024;
const FILLINGS = rounds(2, 40);
const LINKS = 10;

async function serveFrom(disk: 'journal' | 'everything') {
  const store = await createServerStore('sqlite');
  const directory = disk === 'journal' ? store.journalDirectory : store.options.dataDir;
  await mkdir(directory, { recursive: true });
  const small = await mountSmallDisk(directory, disk === 'journal' ? 32 * MEBIBYTE : 64 * MEBIBYTE);
  onTestFinished(() => small.unmount());
  const server = await startServer(store.options);
  showLogsOnFailure(() => server);
  onTestFinished(() => server.kill());
  const api = new LinksApi(server, (await issueKey(server)).key);
  const links = await api.createMany(LINKS);
  return { store, small, server, api, slugs: links.map((link) => link.slug) };
}

describe.skipIf(!(await canMountSmallDisks()))('a server whose disk is full', () => {
  it('goes on redirecting, says that it does not count, and counts again when there is space', async () => {
    const random = createSeededRandom();
    const { small, server, api, slugs } = await serveFrom('journal');
    const tally = new Tally();
    const load = startLoad({ port: server.port, slugs, random, tally, connections: 8, thinkTimeMs: 1 });
    for (let filling = 1; filling <= FILLINGS; filling++) {
      const droppedBefore = await readMetric(server, 'proffer_clicks_dropped_total');
      await load.hasRedirected(load.redirected + random.between(100, 500));
      await small.fill();
      await eventually(async () => {
        expect(await readMetric(server, 'proffer_clicks_dropped_total')).toBeGreaterThan(droppedBefore);
      });
      await load.hasRedirected(load.redirected + random.between(100, 500));
      expect(await readMetric(server, 'proffer_journal_failing')).toBe(1);
      expect(await readReadiness(server)).toMatchObject({
        httpStatus: 200,
        status: 'degraded',
        checks: { journal: 'failing', database: 'ok' },
      });
      await small.free();
      await eventually(async () => expect(await readReadiness(server)).toMatchObject({ status: 'ok' }));
    }
    await load.hasRedirected(load.redirected + 100);
    await load.stop();

    expect(server.logs()).toContain('clicks are NOT being counted');
    expect({ broken: load.broken, otherAnswers: load.otherAnswers }).toEqual({ broken: 0, otherAnswers: new Map() });
    const dropped = await readMetric(server, 'proffer_clicks_dropped_total');
    const counted = [...(await api.clicks()).values()].reduce((sum, clicks) => sum + clicks, 0);
    expect(counted).toBe(tally.answered - dropped);
    // A kill now finds nothing in the journal but whole frames.
    expect(await server.stop()).toBe(0);
  });

  it('keeps every write that it answered, refuses the others clearly, and recovers by itself', async () => {
    const random = createSeededRandom();
    const { store, small, server, api, slugs } = await serveFrom('everything');
    const tally = new Tally();
    const load = startLoad({ port: server.port, slugs, random, tally, connections: 4, thinkTimeMs: 2 });
    const kept: string[] = [];
    const refusals: { status: number; body: unknown }[] = [];
    const write = async () => {
      const answer = await api.ask('/v1/links', {
        method: 'POST',
        body: { destination: 'https://destination.example/', metadata: { text: 'x'.repeat(4_000) } },
      });
      const body: unknown = JSON.parse(answer.body);
      if (answer.status === 201) kept.push(String(Object(body).id));
      else refusals.push({ status: answer.status, body });
      return answer.status;
    };
    for (let filling = 1; filling <= FILLINGS; filling++) {
      await small.fill();
      const refusedBefore = refusals.length;
      // The write-ahead log may have room for some.
      await eventually(async () => {
        await write();
        expect(refusals.length).toBeGreaterThan(refusedBefore);
      });
      await load.hasRedirected(load.redirected + 100);
      await small.free();
      await eventually(async () => expect(await write()).toBe(201));
      await eventually(async () => expect(await readReadiness(server)).toMatchObject({ status: 'ok' }));
    }
    await load.stop();

    expect(load.otherAnswers).toEqual(new Map());
    for (const refusal of refusals) {
      expect(refusal).toEqual({ status: 503, body: { error: { code: 'unavailable', message: expect.any(String) } } });
    }
    const dropped = await readMetric(server, 'proffer_clicks_dropped_total');
    const clicks = await api.clicks();
    const counted = [...clicks.values()].reduce((sum, count) => sum + count, 0);
    expect(counted).toBe(tally.answered - dropped);
    for (const id of kept) await api.read(id);
    expect(clicks.size).toBe(LINKS + kept.length);
    expect(await server.stop()).toBe(0);
    if (store.location.engine !== 'sqlite') throw new Error('asked for SQLite');
    using database = new DatabaseSync(store.location.file);
    expect(database.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  });
});
