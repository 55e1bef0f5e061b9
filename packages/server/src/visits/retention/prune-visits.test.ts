import { expect, it } from 'vitest';
import { describeEachEngine } from '../../../test/harness/database.ts';
import { makeVisit } from '../../../test/visits/journal-files.ts';
import { readSingleVisits } from '../../../test/visits/single-visits.ts';
import { useVisits } from '../../../test/visits/use-visits.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const RETENTION_DAYS = 30;
const never = new AbortController().signal;

describeEachEngine('pruning', (engine) => {
  const open = useVisits(engine, RETENTION_DAYS);

  const ageOf = (days: number, parts = {}) => makeVisit({ atMs: open.clock.now() - days * DAY_MS, ...parts });

  const agesLeft = async (): Promise<number[]> => {
    const visits = await readSingleVisits(open.database.db);
    return visits.map(({ atMs }) => (open.clock.now() - atMs) / DAY_MS);
  };

  it('deletes single visits that are too old, of every subject, and keeps what they add up to', async () => {
    open.answer(ageOf(40), ageOf(31), ageOf(29), ageOf(1), ageOf(50, { subjectId: 'lnk_b' }));
    await open.visits.drainPending();
    await open.visits.prune(never);
    expect(await agesLeft()).toEqual([29, 1]);
    const question = {
      startMs: open.clock.now() - 60 * DAY_MS,
      endMs: open.clock.now(),
      granularity: 'month',
      timeZone: 'UTC',
      bots: 'include',
    } as const;
    expect(await open.visits.analyse('lnk_a', question)).toMatchObject({ total_clicks: 4 });
    expect(await open.visits.count(['lnk_a', 'lnk_b'])).toEqual(
      new Map([
        ['lnk_a', 4],
        ['lnk_b', 1],
      ]),
    );
  });

  it('goes on as time goes on, also with visits that came late', async () => {
    open.answer(ageOf(29), ageOf(10));
    await open.visits.drainPending();
    await open.visits.prune(never);
    open.clock.advance(2 * DAY_MS);
    await open.visits.prune(never);
    expect(await agesLeft()).toEqual([12]);
    open.answer(ageOf(45));
    await open.visits.drainPending();
    await open.visits.prune(never);
    expect(await agesLeft()).toEqual([12]);
    open.clock.advance(20 * DAY_MS);
    await open.visits.prune(never);
    expect(await agesLeft()).toEqual([]);
  });

  it('deletes more visits than one statement does, of many subjects', async () => {
    open.answer(...Array.from({ length: 2_500 }, (_, index) => ageOf(40 + index / 300)));
    open.answer(...Array.from({ length: 150 }, (_, index) => ageOf(40, { subjectId: `lnk_${index}` })));
    open.answer(...Array.from({ length: 1_200 }, () => ageOf(35, { subjectId: 'lnk_same_millisecond' })));
    await open.visits.drainPending();
    await open.visits.prune(never);
    expect(await agesLeft()).toEqual([]);
  });

  it('deletes visits when their quarter hour is too old, and shows none that is too old itself', async () => {
    const minutes = (count: number): number => count / (24 * 60);
    const shown = async () => (await open.visits.list('lnk_a', { limit: 5, cursor: undefined })).visits.length;
    open.answer(ageOf(RETENTION_DAYS - minutes(14)), ageOf(RETENTION_DAYS - minutes(2)));
    expect(await shown()).toBe(2);
    open.clock.advance(3 * MINUTE_MS);
    await open.visits.prune(never);
    expect(await agesLeft()).toHaveLength(2);
    expect(await shown()).toBe(1);
    open.clock.advance(11 * MINUTE_MS + 1);
    expect(await shown()).toBe(0);
    open.clock.advance(MINUTE_MS);
    await open.visits.prune(never);
    expect(await agesLeft()).toEqual([]);
  });

  it('ends early when it is told to', async () => {
    open.answer(ageOf(40));
    await open.visits.drainPending();
    await open.visits.prune(AbortSignal.abort());
    expect(await agesLeft()).toEqual([40]);
  });

  it('forgets who came before yesterday', async () => {
    open.answer(ageOf(0), ageOf(1), ageOf(2), ageOf(3));
    await open.visits.drainPending();
    await open.visits.prune(never);
    const visitors = await open.database.db.selectFrom('visit_visitors').select('day').orderBy('day').execute();
    const today = Math.floor(open.clock.now() / DAY_MS);
    expect(visitors.map((visitor) => visitor.day)).toEqual([today - 1, today]);
  });

  it('forgets more visitors than one statement does', async () => {
    open.answer(...Array.from({ length: 6_000 }, (_, person) => ageOf(3, { person })));
    await open.visits.drainPending();
    await open.visits.prune(never);
    expect(await open.database.db.selectFrom('visit_visitors').select('day').execute()).toEqual([]);
  });
});
