import { mkdir, readdir, readFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/platform/db/engine.ts';
import { openSqlite } from '../../src/platform/db/sqlite-connection.ts';
import { MAGIC } from '../../src/visits/journal/format.ts';
import { describeEachEngine } from '../harness/database.ts';
import { type ServerProcess, startServer } from '../harness/server-process.ts';
import { issueKey } from './issue-key.ts';
import { clickOn, encodeFrame, leaveSegment, readFrames, type SegmentFrame, segmentOf } from './journal-segments.ts';
import { LinksApi, type WireLink } from './links-api.ts';
import { startLoad } from './load.ts';
import { eventually } from './observe.ts';
import { isLong, rounds } from './rounds.ts';
import { createSeededRandom } from './seeded-random.ts';
import { createServerStore, type ServerStore } from './server-store.ts';
import { showLogsOnFailure } from './show-logs-on-failure.ts';
import { Tally } from './tally.ts';

const KILLS = rounds(3, 60);
const NOW_MS = Date.now();

/** Three frames, of one, two and three clicks on the same link, and where each begins. */
function threeFrames({ id }: WireLink) {
  const frames = [1, 2, 3].map((count) => encodeFrame(Array.from({ length: count }, () => clickOn(id, NOW_MS))));
  const starts = frames.map((_, index) => Buffer.concat(frames.slice(0, index)).length);
  const content = Buffer.concat(frames);
  return { content, starts: [...starts, content.length] };
}

/** Where a frame from `start` to `end` may be cut off: in its header, at the first and last bytes of its payload, in between. */
function interestingCuts(start: number, end: number): number[] {
  if (isLong) return Array.from({ length: end - start }, (_, index) => start + index);
  const header = [0, 1, 3, 4, 5, 7, 8, 9].map((offset) => start + offset);
  return [...header, Math.floor((start + end) / 2), end - 2, end - 1];
}

/** What stands in a segment whose last frame was not written to its end, and how many clicks of it are whole. */
function tornTails({ content, starts }: ReturnType<typeof threeFrames>) {
  const [, second = 0, third = 0, end = 0] = starts;
  const flipped = (offset: number) => {
    const bytes = Buffer.from(content);
    bytes.writeUInt8(bytes.readUInt8(offset) ^ 0x10, offset);
    return bytes;
  };
  return [
    { what: 'nothing is torn', bytes: content, clicks: 6 },
    ...interestingCuts(third, end).map((cut) => ({
      what: `cut off ${cut - third} bytes behind the start of its last frame`,
      bytes: content.subarray(0, cut),
      clicks: 3,
    })),
    { what: 'cut off in its second frame', bytes: content.subarray(0, second + 20), clicks: 1 },
    { what: 'cut off in its first frame', bytes: content.subarray(0, 5), clicks: 0 },
    { what: 'empty', bytes: content.subarray(0, 0), clicks: 0 },
    { what: 'a bit of the last length flipped', bytes: flipped(third), clicks: 3 },
    { what: 'a bit of the last checksum flipped', bytes: flipped(third + 4), clicks: 3 },
    { what: 'the last bit flipped', bytes: flipped(end - 1), clicks: 3 },
    { what: 'zeros at the end', bytes: Buffer.concat([content, Buffer.alloc(4_096)]), clicks: 6 },
    { what: 'garbage at the end', bytes: Buffer.concat([content, Buffer.alloc(777, 0xa5)]), clicks: 6 },
  ];
}

async function withLinks(engine: Engine, count: number) {
  const store = await createServerStore(engine);
  const first = await startServer(store.options);
  const { key } = await issueKey(first);
  const links = await new LinksApi(first, key).createMany(count);
  expect(await first.stop()).toBe(0);
  await mkdir(store.journalDirectory, { recursive: true });
  return { store, key, links };
}

async function expectClicks(server: ServerProcess, key: string, expected: ReadonlyMap<string, number>) {
  expect(await new LinksApi(server, key).clicks()).toEqual(expected);
}

/** The finished segments that are still to be counted: all but the one that the server writes to now. */
async function segmentsOf(store: ServerStore): Promise<string[]> {
  const files = (await readdir(store.journalDirectory)).filter((file) => file.endsWith('.journal'));
  const sizes = await Promise.all(
    files.map(async (file) => ({ file, length: (await readFile(join(store.journalDirectory, file))).length })),
  );
  return sizes.filter(({ length }) => length > MAGIC.length).map(({ file }) => file);
}

describeEachEngine('the journal of a process that is gone', (engine) => {
  it('loses its torn last frame and nothing else, wherever that is torn', async () => {
    const count = tornTails(threeFrames({ id: 'lnk', slug: '', destination: '', clicks: 0 })).length;
    const { store, key, links } = await withLinks(engine, isLong ? count + 100 : count);
    const expected = new Map(links.map(({ slug }) => [slug, 0]));
    for (const [index, link] of links.entries()) {
      const tail = tornTails(threeFrames(link))[index];
      if (tail === undefined) break;
      await leaveSegment(store.journalDirectory, segmentOf(tail.bytes));
      expected.set(link.slug, tail.clicks);
    }
    for (const length of [0, 1, 7, 8]) await leaveSegment(store.journalDirectory, segmentOf().subarray(0, length));
    const server = await startServer(store.options);
    await expectClicks(server, key, expected);
    await eventually(async () => expect(await segmentsOf(store)).toEqual([]));
    expect(await server.stop()).toBe(0);

    // Nothing is left to be counted again.
    const again = await startServer(store.options);
    await expectClicks(again, key, expected);
    expect(await again.stop()).toBe(0);
    await store.remove();
  });
});

describe('the journal of a process that is gone', () => {
  it('is set aside and named in the log when it is damaged, and counted up to there', async () => {
    const { store, key, links } = await withLinks('sqlite', 4);
    const [middle, head, foreign, whole] = links as [WireLink, WireLink, WireLink, WireLink]; // four were made
    const garbage = Buffer.alloc(300, 0xa5);
    const damaged = threeFrames(middle);
    const [, second = 0, third = 0] = damaged.starts;
    const segments = [
      segmentOf(damaged.content.subarray(0, second), garbage, damaged.content.subarray(third)),
      segmentOf(garbage, threeFrames(head).content),
      Buffer.concat([Buffer.from('NOTOURS!'), threeFrames(foreign).content]),
    ];
    const files = await Promise.all(segments.map((bytes) => leaveSegment(store.journalDirectory, bytes)));
    await leaveSegment(store.journalDirectory, segmentOf(threeFrames(whole).content));

    const server = await startServer(store.options);
    await expectClicks(
      server,
      key,
      new Map([
        [middle.slug, 1],
        [head.slug, 0],
        [foreign.slug, 0],
        [whole.slug, 6],
      ]),
    );
    await eventually(async () => expect(await segmentsOf(store)).toEqual([]));
    const asideFiles = await readdir(store.journalDirectory);
    for (const file of files) {
      expect(asideFiles).toContainEqual(expect.stringMatching(new RegExp(`^${file}.+`)));
      const line = server
        .logs()
        .split('\n')
        .find((text) => text.includes(file));
      expect(line).toMatch(/damaged/);
    }
    expect(await server.stop()).toBe(0);
    await store.remove();
  });
});

describe('a journal that was torn when its server was killed', () => {
  /** Cuts a segment off inside its last frame; returns what of it is still whole. */
  async function tear(path: string, cutFrom: (frame: SegmentFrame) => number): Promise<SegmentFrame[]> {
    const frames = readFrames(await readFile(path));
    const last = frames.at(-1);
    if (last === undefined) throw new Error('the segment holds nothing');
    await truncate(path, cutFrom(last));
    return frames.slice(0, -1);
  }

  it(`counts exactly what was whole, after each of ${KILLS} kills`, async () => {
    const random = createSeededRandom();
    const store = await createServerStore('sqlite');
    if (store.location.engine !== 'sqlite') throw new Error('asked for SQLite');
    let server = await startServer(store.options);
    showLogsOnFailure(() => server);
    const { key } = await issueKey(server);
    const links = await new LinksApi(server, key).createMany(10);
    const slugs = links.map((link) => link.slug);
    const expected = new Map(slugs.map((slug) => [slug, 0]));
    const slugOf = new Map(links.map(({ id, slug }) => [id, slug]));
    for (let kill = 1; kill <= KILLS; kill++) {
      const before = new Set(await readdir(store.journalDirectory));
      // Whoever holds the lock keeps the drain from taking anything out of the journal.
      const blocker = openSqlite(store.location.file, { readOnly: false, durability: 'normal' });
      blocker.exec('begin immediate');
      const load = startLoad({ port: server.port, slugs, random, tally: new Tally(), connections: 8 });
      await load.hasRedirected(random.between(100, 2_000));
      await server.kill();
      await load.ended;
      blocker.close();
      const [file, ...more] = (await readdir(store.journalDirectory)).filter((name) => !before.has(name));
      if (file === undefined || more.length > 0) throw new Error('the server has written no segment, or several');
      const whole = await tear(join(store.journalDirectory, file), ({ offset, end }) =>
        random.between(offset, end - 1),
      );
      for (const { subjectId } of whole.flatMap((frame) => frame.visits)) {
        const slug = slugOf.get(subjectId) ?? '';
        expected.set(slug, (expected.get(slug) ?? 0) + 1);
      }
      server = await startServer(store.options);
      expect(await new LinksApi(server, key).clicks()).toEqual(expected);
    }
    expect(await server.stop()).toBe(0);
  });
});
