import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { createTemporaryDirectory } from '../../../test/harness/temporary-directory.ts';
import { encodeFrame, makeVisit, writeSegment } from '../../../test/visits/journal-files.ts';
import { allAgree, readClicks } from '../../../test/visits/read-tables.ts';
import { openTestDrain, type TestDrain } from '../../../test/visits/test-drain.ts';
import { createWriterId } from '../journal/segment-name.ts';
import { analyseVisits } from '../read/analyse-visits.ts';
import { addCounts, type ValueCounts } from '../roll-ups/value-counts.ts';
import { DAY_MS, fortnightOf } from '../utc-time.ts';
import { NOTHING } from '../varint.ts';

const FIRST_DAY = 20_500;

/** Batches of visits; each visit by its day. */
const batches = fc.array(fc.array(fc.nat(40), { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 8 });

describeEachEngine('fortnights', (engine) => {
  let database: TestDatabase;
  let directory: string;
  let drain: TestDrain;
  let subjects = 0;

  beforeAll(async () => {
    database = await createTestDatabase(engine);
    directory = await createTemporaryDirectory('journal');
    drain = openTestDrain({ ...database, directory });
  });
  afterAll(async () => {
    await drain.close();
    await database.close();
  });

  async function count(subjectId: string, days: readonly number[]): Promise<void> {
    const visits = days.map((day, person) =>
      makeVisit({ subjectId, person, atMs: (FIRST_DAY + day) * DAY_MS, referrer: `https://site${day}.example/` }),
    );
    writeSegment(directory, { writer: createWriterId(), number: 1 }, encodeFrame(visits));
    await drain.run();
  }

  /** As a version that had no fortnights leaves a subject. */
  async function forgetFortnights(subjectId: string): Promise<void> {
    const subject = database.db.selectFrom('visit_subjects').select('number').where('subject_id', '=', subjectId);
    await database.db.deleteFrom('visit_fortnights').where('subject', '=', subject).execute();
    await database.db
      .updateTable('visit_subjects')
      .set({ open_day: null })
      .where('subject_id', '=', subjectId)
      .execute();
  }

  async function read(subjectId: string) {
    const { db } = database;
    const { number, open_day } = await db
      .selectFrom('visit_subjects')
      .select(['number', 'open_day'])
      .where('subject_id', '=', subjectId)
      .executeTakeFirstOrThrow();
    const days = await db.selectFrom('visit_days').selectAll().where('subject', '=', number).execute();
    const stored = await db.selectFrom('visit_fortnights').selectAll().where('subject', '=', number).execute();
    const sums = new Map<number, ValueCounts>();
    for (const { day, counts } of days) {
      const fortnight = fortnightOf(day);
      if (day < (open_day ?? 0)) {
        sums.set(fortnight, addCounts(sums.get(fortnight) ?? NOTHING, counts));
      }
    }
    return {
      openDay: open_day,
      lastDay: Math.max(...days.map(({ day }) => day)),
      fortnights: new Map(stored.map(({ fortnight, counts }) => [fortnight, Buffer.from(counts)])),
      summed: new Map(Array.from(sums, ([fortnight, counts]) => [fortnight, Buffer.from(counts)])),
    };
  }

  it('are their days before the last one with visits, in whatever order visits come', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (all) => {
        const subjectId = `lnk_${++subjects}`;
        for (const days of all) await count(subjectId, days);
        const { openDay, lastDay, fortnights, summed } = await read(subjectId);
        expect(openDay).toBe(lastDay);
        expect(fortnights).toEqual(summed);
        expect(await readClicks(database.db, subjectId)).toEqual(allAgree(all.flat().length));
      }),
      { numRuns: 25 },
    );
  });

  /** How many clicks a year around all days knows the referrers of. */
  async function referredClicks(subjectId: string): Promise<number> {
    const startMs = (FIRST_DAY - 150) * DAY_MS;
    const year = {
      startMs,
      endMs: startMs + 365 * DAY_MS,
      granularity: 'day',
      timeZone: 'UTC',
      bots: 'include',
    } as const;
    const { referrers } = await analyseVisits(database.db, subjectId, year);
    return referrers.reduce((sum, { clicks }) => sum + clicks, 0);
  }

  it('of what a version without them has counted come with the next visit, also with one of an earlier day', async () => {
    for (const next of [0, 17, 40]) {
      const subjectId = `lnk_next_${next}`;
      await count(subjectId, [3, 16, 17, 35, 39]);
      await forgetFortnights(subjectId);
      expect(await readClicks(database.db, subjectId)).toEqual(allAgree(5));
      expect(await referredClicks(subjectId)).toBe(5);
      await count(subjectId, [next]);
      const { openDay, lastDay, fortnights, summed } = await read(subjectId);
      expect(openDay).toBe(lastDay);
      expect(fortnights).toEqual(summed);
      expect(fortnights.size).toBeGreaterThan(1);
      expect(await readClicks(database.db, subjectId)).toEqual(allAgree(6));
      expect(await referredClicks(subjectId)).toBe(6);
    }
  });
});
