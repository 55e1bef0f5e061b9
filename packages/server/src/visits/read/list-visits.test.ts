import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeEachEngine } from '../../../test/harness/database.ts';
import { BROWSER, makeVisit } from '../../../test/visits/journal-files.ts';
import { readSingleVisits } from '../../../test/visits/single-visits.ts';
import { useVisits } from '../../../test/visits/use-visits.ts';
import type { RecordedVisit } from '../recorded-visit.ts';

const NOW_MS = Date.parse('2026-03-10T12:00:00Z');
const QUARTER_MS = 900_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

describeEachEngine('single visits', (engine) => {
  const open = useVisits(engine);

  async function readAll(subjectId: string, limit: number): Promise<RecordedVisit[]> {
    const visits: RecordedVisit[] = [];
    let cursor: string | undefined;
    do {
      const page = await open.visits.list(subjectId, { limit, cursor });
      expect(page.visits.length).toBeLessThanOrEqual(limit);
      visits.push(...page.visits);
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    return visits;
  }

  it('tell what was kept of a visit', async () => {
    open.answer(
      makeVisit({ atMs: NOW_MS, referrer: 'https://news.example/story?id=1' }),
      makeVisit({
        atMs: NOW_MS - 1,
        address: Buffer.from('20010db80001', 'hex'),
        userAgent: '',
        referrer: '',
        intent: 'prefetch',
      }),
    );
    expect(await readAll('lnk_a', 10)).toEqual([
      {
        atMs: NOW_MS,
        address: '81.2.69.0',
        userAgent: BROWSER,
        referrer: 'https://news.example/story?id=1',
        country: 'GB',
        region: 'England',
        device: 'desktop',
        browser: 'Chrome',
        os: 'Windows',
        bot: null,
      },
      {
        atMs: NOW_MS - 1,
        address: '2001:db8:1::',
        userAgent: null,
        referrer: null,
        country: null,
        region: null,
        device: null,
        browser: null,
        os: null,
        bot: 'prefetch',
      },
    ]);
  });

  it('are read newest first, each once, in pages of any size, also when many are of one millisecond', async () => {
    const offsets = fc.sample(fc.nat(15), { numRuns: 120, seed: 7 });
    open.answer(...offsets.map((offset, person) => makeVisit({ atMs: NOW_MS + offset, userAgent: `Agent ${person}` })));
    open.answer(makeVisit({ subjectId: 'lnk_b', userAgent: 'of another link' }));
    for (const limit of [1, 7, 100, 119, 120, 121]) {
      const visits = await readAll('lnk_a', limit);
      expect(visits.map((visit) => visit.userAgent).sort()).toEqual(
        offsets.map((_, person) => `Agent ${person}`).sort(),
      );
      expect(visits.map((visit) => visit.atMs)).toEqual(visits.map((visit) => visit.atMs).sort((a, b) => b - a));
    }
  });

  it('that come while pages are read do not show up behind', async () => {
    open.answer(...[1, 2, 3].map((offset) => makeVisit({ atMs: NOW_MS + offset })));
    const first = await open.visits.list('lnk_a', { limit: 2, cursor: undefined });
    open.answer(makeVisit({ atMs: NOW_MS + 4 }));
    const second = await open.visits.list('lnk_a', { limit: 2, cursor: first.nextCursor ?? undefined });
    expect(second).toMatchObject({ visits: [{ atMs: NOW_MS + 1 }], nextCursor: null });
  });

  it('of one quarter hour are in order though they came in batches that overlap', async () => {
    const batches = [[5, 60, 700], [1, 5, 5, 899], [300], [5, 2, 800], [0, 899]];
    for (const seconds of batches) {
      open.answer(...seconds.map((second) => makeVisit({ atMs: NOW_MS + second * 1_000 })));
      await open.visits.drainPending();
    }
    const times = batches.flat().sort((one, other) => other - one);
    for (let limit = 1; limit <= times.length + 1; limit++) {
      const visits = await readAll('lnk_a', limit);
      expect(visits.map(({ atMs }) => (atMs - NOW_MS) / 1_000)).toEqual(times);
    }
  });

  it('that come late by days are where they belong', async () => {
    const ages = [0, 3, 1, 0.5, 3, 20, 0];
    for (const days of ages) {
      open.answer(makeVisit({ atMs: NOW_MS - days * DAY_MS }));
      await open.visits.drainPending();
    }
    for (const limit of [1, 2, 3, 20]) {
      const visits = await readAll('lnk_a', limit);
      expect(visits.map(({ atMs }) => (NOW_MS - atMs) / DAY_MS)).toEqual([0, 0, 0.5, 1, 3, 3, 20]);
    }
  });

  it('are found though years lie between them', async () => {
    const years = [0, 1, 1, 4, 15, 30];
    open.answer(...years.map((count) => makeVisit({ atMs: NOW_MS - count * 365 * DAY_MS })));
    for (const limit of [1, 2, 10]) {
      const visits = await readAll('lnk_a', limit);
      expect(visits.map(({ atMs }) => (NOW_MS - atMs) / DAY_MS / 365)).toEqual(years);
    }
  });

  it('are on full pages though what lies between was pruned', async () => {
    open.answer(...Array.from({ length: 300 }, (_, hours) => makeVisit({ atMs: NOW_MS - hours * HOUR_MS })));
    await open.visits.drainPending();
    const first = await open.visits.list('lnk_a', { limit: 2, cursor: undefined });
    const quarterOf = (hours: number) => (NOW_MS - hours * HOUR_MS) / QUARTER_MS;
    await open.database.db
      .deleteFrom('visit_chunks')
      .where('quarter', '<', quarterOf(3))
      .where('quarter', '>', quarterOf(298))
      .execute();
    const second = await open.visits.list('lnk_a', { limit: 3, cursor: first.nextCursor ?? undefined });
    const hours = second.visits.map(({ atMs }) => (NOW_MS - atMs) / HOUR_MS);
    expect(hours).toEqual([2, 3, 298]);
    expect(await readAll('lnk_a', 1)).toHaveLength(6);
  });

  it('of a quarter hour that has lost its older ones are those that it has, and what comes late', async () => {
    const addBatch = async (ms: number) => {
      open.answer(makeVisit({ atMs: NOW_MS + ms }), makeVisit({ atMs: NOW_MS - DAY_MS }));
      await open.visits.drainPending();
    };
    for (const ms of [1, 2, 3, 4]) await addBatch(ms);
    const { db } = open.database;
    const batches = await db.selectFrom('visit_chunks').select('batch').orderBy('batch').distinct().execute();
    await db
      .deleteFrom('visit_chunks')
      .where('batch', '<=', batches[1]?.batch ?? 0)
      .execute();
    await db
      .deleteFrom('visit_chunks')
      .where('quarter', '<', NOW_MS / QUARTER_MS)
      .execute();
    await addBatch(0);
    const visits = await readAll('lnk_a', 2);
    expect(visits.map(({ atMs }) => atMs - NOW_MS)).toEqual([4, 3, 0, -DAY_MS]);
  });

  it('of one batch and quarter hour are listed though they are more than fit a chunk', async () => {
    const visits = Array.from({ length: 2_300 }, (_, index) =>
      // The first chunk ends among those of one millisecond.
      makeVisit({ atMs: NOW_MS + Math.max(0, index - 1_100), userAgent: `Agent ${index}` }),
    );
    open.answer(...visits);
    const newestFirst = visits.map(({ userAgent }) => userAgent).reverse();
    for (const limit of [400, 999, 1_000, 1_001, 2_300]) {
      const listed = await readAll('lnk_a', limit);
      expect(listed.map(({ userAgent }) => userAgent)).toEqual(newestFirst);
    }
  });

  it('end with a page that is full', async () => {
    open.answer(makeVisit(), makeVisit());
    expect((await open.visits.list('lnk_a', { limit: 2, cursor: undefined })).nextCursor).toBeNull();
  });

  it('of another subject are not had with its cursor', async () => {
    open.answer(makeVisit(), makeVisit());
    const { nextCursor } = await open.visits.list('lnk_a', { limit: 1, cursor: undefined });
    await expect(open.visits.list('lnk_b', { limit: 1, cursor: nextCursor ?? '' })).rejects.toMatchObject({
      status: 400,
    });
  });

  it('keep every character of their headers', async () => {
    const odd = 'M\u00f6zilla "5.0" \\ {NULL},\'\' \u00ff \t end';
    open.answer(makeVisit({ userAgent: odd, referrer: odd }));
    expect(await readAll('lnk_a', 1)).toMatchObject([{ userAgent: odd, referrer: odd }]);
  });

  it('are stored though a header holds what PostgreSQL cannot store', async () => {
    open.answer(makeVisit({ userAgent: 'a\0b', referrer: '\0' }));
    expect(await readAll('lnk_a', 1)).toMatchObject([{ userAgent: 'ab', referrer: null }]);
  });
});

describeEachEngine('single visits that are kept for 30 days', (engine) => {
  const open = useVisits(engine, 30);

  it('are not shown after that, also before they are pruned', async () => {
    const ages = [0, 29, 30, 30 + 1 / DAY_MS, 31, 800];
    open.answer(...ages.map((days) => makeVisit({ atMs: NOW_MS - days * DAY_MS })));
    const { visits } = await open.visits.list('lnk_a', { limit: 20, cursor: undefined });
    expect(visits.map(({ atMs }) => (NOW_MS - atMs) / DAY_MS)).toEqual([0, 29, 30]);
    const first = await open.visits.list('lnk_a', { limit: 3, cursor: undefined });
    expect(first.nextCursor).toBeNull();
    expect(await readSingleVisits(open.database.db)).toHaveLength(ages.length);
  });
});
