import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { createTemporaryDirectory } from '../../../test/harness/temporary-directory.ts';
import { encodeFrame, makeVisit, writeSegment } from '../../../test/visits/journal-files.ts';
import { readSingleVisits } from '../../../test/visits/single-visits.ts';
import { openTestDrain, type TestDrain } from '../../../test/visits/test-drain.ts';
import { createWriterId } from '../journal/segment-name.ts';
import type { RecordedVisit } from '../recorded-visit.ts';
import type { Visit } from '../visit.ts';
import { listVisits } from './list-visits.ts';

const START_MS = Date.parse('2026-03-10T12:00:00Z');
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Mostly of one quarter hour, often of one millisecond; some late by hours, months or years. */
const atMs = fc
  .record({
    daysBefore: fc.constantFrom(0, 0, 0, 0, 1, 14, 90, 2_000),
    minute: fc.constantFrom(0, 0, 14, 15, 29, 600),
    ms: fc.oneof(fc.nat(3), fc.nat(MINUTE_MS - 1)),
  })
  .map(({ daysBefore, minute, ms }) => START_MS - daysBefore * DAY_MS + minute * MINUTE_MS + ms);

/** What the drain brings one after another. */
const batches = fc.array(fc.array(atMs, { minLength: 1, maxLength: 12 }), { maxLength: 8 });

describeEachEngine('pages of single visits', (engine) => {
  let database: TestDatabase;
  let directory: string;
  let drain: TestDrain;
  beforeEach(async () => {
    database = await createTestDatabase(engine);
    directory = await createTemporaryDirectory('journal');
    drain = openTestDrain({ ...database, directory });
  });
  afterEach(async () => {
    await drain.close();
    await database.close();
  });

  async function addBatch(visits: readonly Visit[]): Promise<void> {
    writeSegment(directory, { writer: createWriterId(), number: 1 }, encodeFrame(visits));
    await drain.run();
  }

  async function readPages(subjectId: string, limit: number, sinceMs: number): Promise<RecordedVisit[]> {
    const visits: RecordedVisit[] = [];
    let cursor: string | undefined;
    do {
      const page = await listVisits(database.db, subjectId, { limit, cursor }, sinceMs);
      expect(page.visits.length === limit || page.nextCursor === null).toBe(true);
      visits.push(...page.visits);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return visits;
  }

  it('hold every visit once, by time and then by when it was counted, in whatever batches they came', async () => {
    let subjects = 0;
    await fc.assert(
      fc.asyncProperty(
        batches,
        fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 120 })),
        fc.oneof(fc.constant(0), atMs),
        async (times, limit, sinceMs) => {
          const subjectId = `lnk_${subjects++}`;
          for (const [batch, ofBatch] of times.entries()) {
            await addBatch([
              ...ofBatch.map((at, index) => makeVisit({ subjectId, atMs: at, userAgent: `${batch} ${index}` })),
              makeVisit({ subjectId: 'lnk_other', atMs: ofBatch[0] ?? 0 }),
            ]);
          }
          const stored = (await readSingleVisits(database.db)).filter((visit) => visit.subjectId === subjectId);
          expect(stored.map((visit) => visit.atMs)).toEqual(times.flat().sort((one, other) => one - other));
          expect(await readPages(subjectId, limit, sinceMs)).toEqual(
            stored
              .filter((visit) => visit.atMs >= sinceMs)
              .reverse()
              .map(({ subjectId: _subject, ordinal: _ordinal, ...visit }) => visit),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of a busy quarter hour are found in few of its chunks, wherever in it they begin', async () => {
    const BATCHES = 80;
    for (let batch = 0; batch < BATCHES; batch++) {
      const ofSecond = (index: number) => START_MS + batch * 10_000 + index * 10;
      await addBatch(Array.from({ length: 50 }, (_, index) => makeVisit({ atMs: ofSecond(index) })));
    }
    let chunksRead = 0;
    const db = database.db.withPlugin({
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        chunksRead += result.rows.filter((row) => 'visits' in row).length;
        return result;
      },
    });
    let visits = 0;
    let cursor: string | undefined;
    do {
      chunksRead = 0;
      const page = await listVisits(db, 'lnk_a', { limit: 20, cursor });
      visits += page.visits.length;
      expect(chunksRead).toBeGreaterThan(0);
      expect(chunksRead).toBeLessThanOrEqual(4);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(visits).toBe(BATCHES * 50);
  });
});
