import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeEachEngine } from '../../../test/harness/database.ts';
import { BROWSER, makeVisit } from '../../../test/visits/journal-files.ts';
import { useVisits } from '../../../test/visits/use-visits.ts';

import type { RecordedVisit } from '../recorded-visit.ts';

const NOW_MS = Date.parse('2026-03-10T12:00:00Z');

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
