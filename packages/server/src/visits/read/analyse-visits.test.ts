import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { createTemporaryDirectory } from '../../../test/harness/temporary-directory.ts';
import { countByHand } from '../../../test/visits/count-by-hand.ts';
import { BROWSER, encodeFrame, makeVisit, writeSegment } from '../../../test/visits/journal-files.ts';
import { openTestDrain } from '../../../test/visits/test-drain.ts';
import { createWriterId } from '../journal/segment-name.ts';
import type { Visit } from '../visit.ts';
import { analyseVisits } from './analyse-visits.ts';
import type { AnalyticsQuestion, Granularity } from './analytics-question.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Where clocks are changed, and a day or two around it. */
const CHANGES = [
  { timeZone: 'Europe/Berlin', atMs: Date.parse('2026-03-29T01:00:00Z') },
  { timeZone: 'Europe/Berlin', atMs: Date.parse('2026-10-25T01:00:00Z') },
  { timeZone: 'America/New_York', atMs: Date.parse('2026-03-08T07:00:00Z') },
  { timeZone: 'America/New_York', atMs: Date.parse('2026-11-01T06:00:00Z') },
  { timeZone: 'Australia/Lord_Howe', atMs: Date.parse('2026-04-04T15:00:00Z') },
  { timeZone: 'Australia/Lord_Howe', atMs: Date.parse('2026-10-03T15:30:00Z') },
  { timeZone: 'America/Sao_Paulo', atMs: Date.parse('2017-10-15T03:00:00Z') },
  { timeZone: 'America/Sao_Paulo', atMs: Date.parse('2018-02-18T02:00:00Z') },
  { timeZone: 'Asia/Kathmandu', atMs: Date.parse('2026-06-01T00:00:00Z') },
  { timeZone: 'UTC', atMs: Date.parse('2026-12-31T23:00:00Z') },
];

const visit = fc
  .record({
    change: fc.constantFrom(...CHANGES),
    distanceMs: fc.integer({ min: -40 * HOUR_MS, max: 40 * HOUR_MS }),
    person: fc.nat(12),
    userAgent: fc.constantFrom(BROWSER, BROWSER, 'curl/8.5.0', 'Mozilla/5.0 (compatible; Googlebot/2.1)', ''),
    intent: fc.constantFrom('navigate', 'navigate', 'navigate', 'prefetch'),
    address: fc.constantFrom(Buffer.of(8, 8, 8), Buffer.of(81, 2, 69), Buffer.of(10, 0, 0), Buffer.alloc(0)),
    referrer: fc.constantFrom('', 'https://news.example/a', 'https://blog.example/b', 'nonsense'),
  })
  .map(({ change, distanceMs, ...rest }): Visit => makeVisit({ atMs: change.atMs + distanceMs, ...rest }));

const question = fc
  .record({
    change: fc.constantFrom(...CHANGES),
    startsBeforeMs: fc.integer({ min: 0, max: 3 * DAY_MS }),
    endsAfterMs: fc.oneof(fc.integer({ min: 1, max: 3 * DAY_MS }), fc.integer({ min: 1, max: 300 * DAY_MS })),
    granularity: fc.constantFrom<Granularity>('hour', 'day', 'week', 'month'),
    bots: fc.constantFrom('include' as const, 'exclude' as const),
  })
  .map(
    ({ change, startsBeforeMs, endsAfterMs, granularity, bots }): AnalyticsQuestion => ({
      startMs: change.atMs - startsBeforeMs,
      endMs: change.atMs + endsAfterMs,
      timeZone: change.timeZone,
      granularity,
      bots,
    }),
  );

const byTime = (one: Visit, other: Visit): number => one.atMs - other.atMs;

describeEachEngine('analytics', (engine) => {
  let database: TestDatabase;
  const visits = fc.sample(visit, { numRuns: 2_500, seed: 20_261_121 }).sort(byTime);

  beforeAll(async () => {
    database = await createTestDatabase(engine);
    const directory = await createTemporaryDirectory('journal');
    const drain = openTestDrain({ ...database, directory });
    // In several transactions, so that roll-ups are added to.
    for (let start = 0; start < visits.length; start += 250) {
      const frame = encodeFrame([...visits.slice(start, start + 250), makeVisit({ subjectId: 'lnk_other' })]);
      writeSegment(directory, { writer: createWriterId(), number: 1 }, frame);
      await drain.run();
    }
    await drain.close();
  });
  afterAll(() => database.close());

  it('are what counting the visits one by one gives, for any range, granularity and zone', async () => {
    await fc.assert(
      fc.asyncProperty(question, async (asked) => {
        expect(await analyseVisits(database.db, 'lnk_a', asked)).toEqual(await countByHand(visits, asked));
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  it('count a visitor once a day, and once an hour where hours are asked for', async () => {
    const startMs = Date.parse('2026-08-01T00:00:00Z');
    const directory = await createTemporaryDirectory('journal');
    const at = (hours: number, parts = {}) =>
      makeVisit({ subjectId: 'lnk_v', atMs: startMs + hours * HOUR_MS, ...parts });
    const frame = encodeFrame([at(1), at(1.5), at(3), at(3.2, { person: 2 }), at(25)]);
    writeSegment(directory, { writer: createWriterId(), number: 1 }, frame);
    const drain = openTestDrain({ ...database, directory });
    await drain.run();
    await drain.close();
    const asked = { startMs, endMs: startMs + 2 * DAY_MS, timeZone: 'UTC', bots: 'include' } as const;
    const days = await analyseVisits(database.db, 'lnk_v', { ...asked, granularity: 'day' });
    expect(days.series.map((point) => point.unique_visitors)).toEqual([2, 1]);
    const hours = await analyseVisits(database.db, 'lnk_v', { ...asked, granularity: 'hour' });
    expect(hours.series.filter((point) => point.clicks > 0).map((point) => point.unique_visitors)).toEqual([1, 2, 1]);
    expect([days.unique_visitors, hours.unique_visitors]).toEqual([3, 3]);
  });

  it('without bots count a person who came as a prefetch before', async () => {
    const startMs = Date.parse('2026-09-01T00:00:00Z');
    const directory = await createTemporaryDirectory('journal');
    const ofPerson = { subjectId: 'lnk_p', atMs: startMs };
    const frame = encodeFrame([makeVisit({ ...ofPerson, intent: 'prefetch' }), makeVisit(ofPerson)]);
    writeSegment(directory, { writer: createWriterId(), number: 1 }, frame);
    const drain = openTestDrain({ ...database, directory });
    await drain.run();
    await drain.close();
    const asked = { startMs, endMs: startMs + DAY_MS, granularity: 'day', timeZone: 'UTC' } as const;
    expect(await analyseVisits(database.db, 'lnk_p', { ...asked, bots: 'include' })).toMatchObject({
      total_clicks: 2,
      unique_visitors: 1,
      bots: 1,
    });
    expect(await analyseVisits(database.db, 'lnk_p', { ...asked, bots: 'exclude' })).toMatchObject({
      total_clicks: 1,
      unique_visitors: 1,
      bots: 1,
      browsers: [{ browser: 'Chrome', clicks: 1 }],
    });
  });

  it('of a subject that was never visited are empty buckets', async () => {
    const startMs = Date.parse('2026-01-01T00:00:00Z');
    const asked = {
      startMs,
      endMs: startMs + 2 * DAY_MS,
      granularity: 'day',
      timeZone: 'UTC',
      bots: 'include',
    } as const;
    expect(await analyseVisits(database.db, 'lnk_nobody', asked)).toEqual({
      total_clicks: 0,
      unique_visitors: 0,
      bots: 0,
      series: [
        { start: '2026-01-01T00:00:00.000Z', clicks: 0, unique_visitors: 0 },
        { start: '2026-01-02T00:00:00.000Z', clicks: 0, unique_visitors: 0 },
      ],
      countries: [],
      regions: [],
      referrers: [],
      devices: [],
      browsers: [],
      operating_systems: [],
    });
  });
});
