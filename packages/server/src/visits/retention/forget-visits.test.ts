import { expect, it } from 'vitest';
import { describeEachEngine } from '../../../test/harness/database.ts';
import { makeVisit } from '../../../test/visits/journal-files.ts';
import { useVisits } from '../../../test/visits/use-visits.ts';
import { markVisitsForgotten } from './forget-visits.ts';

const DAY_MS = 86_400_000;
const never = new AbortController().signal;

describeEachEngine('a forgotten subject', (engine) => {
  const open = useVisits(engine);

  const question = () => ({
    startMs: open.clock.now() - 100 * DAY_MS,
    endMs: open.clock.now() + DAY_MS,
    granularity: 'month' as const,
    timeZone: 'UTC',
    bots: 'include' as const,
  });

  /** How many rows there are about visits of any subject. */
  async function countRows(): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const table of ['visits', 'visit_days', 'visit_quarters', 'visit_fortnights', 'visit_visitors'] as const) {
      counts[table] = (await open.database.db.selectFrom(table).selectAll().execute()).length;
    }
    return counts;
  }

  const NO_ROWS = { visits: 0, visit_days: 0, visit_quarters: 0, visit_fortnights: 0, visit_visitors: 0 };

  const visitsOverMonths = () =>
    Array.from({ length: 200 }, (_, index) =>
      makeVisit({ person: index, atMs: open.clock.now() - index * 0.4 * DAY_MS }),
    );

  it('has no clicks, no visits and no analytics from then on', async () => {
    open.answer(...visitsOverMonths());
    await open.visits.drainPending();
    await open.visits.forget('lnk_a');
    expect((await open.visits.count(['lnk_a'])).get('lnk_a')).toBe(0);
    expect(await open.visits.list('lnk_a', { limit: 5, cursor: undefined })).toEqual({ visits: [], nextCursor: null });
    expect(await open.visits.analyse('lnk_a', question())).toMatchObject({ total_clicks: 0, countries: [] });
  });

  it('leaves no row behind, and those of others alone', async () => {
    open.answer(...visitsOverMonths(), makeVisit({ subjectId: 'lnk_b' }));
    await open.visits.drainPending();
    await open.visits.forget('lnk_a');
    await open.visits.prune(never);
    expect(await countRows()).toEqual({ ...NO_ROWS, visits: 1, visit_days: 1, visit_quarters: 1, visit_visitors: 1 });
    expect((await open.visits.count(['lnk_b'])).get('lnk_b')).toBe(1);
  });

  it('does not come back with clicks that are still in the journal', async () => {
    open.answer(makeVisit());
    await open.visits.drainPending();
    await open.visits.forget('lnk_a');
    open.answer(makeVisit(), makeVisit({ subjectId: 'lnk_b' }));
    await open.visits.drainPending();
    await open.visits.prune(never);
    expect((await open.visits.count(['lnk_a', 'lnk_b'])).get('lnk_a')).toBe(0);
    expect(await countRows()).toMatchObject({ visits: 1, visit_days: 1 });
  });

  it('does not come back when its first click is drained after it was forgotten', async () => {
    await open.visits.forget('lnk_a');
    open.answer(makeVisit());
    await open.visits.drainPending();
    expect(await countRows()).toEqual(NO_ROWS);
  });

  it('is forgotten only with the transaction that says so', async () => {
    open.answer(makeVisit());
    await open.visits.drainPending();
    const { db } = open.database;
    const rolledBack = db.transaction().execute(async (transaction) => {
      await markVisitsForgotten(transaction, 'lnk_a', open.clock.now());
      throw new Error('changed my mind');
    });
    await expect(rolledBack).rejects.toThrow('changed my mind');
    expect((await open.visits.count(['lnk_a'])).get('lnk_a')).toBe(1);
  });

  it('that was only marked, because of a crash, is removed by pruning', async () => {
    open.answer(...visitsOverMonths());
    await open.visits.drainPending();
    await markVisitsForgotten(open.database.db, 'lnk_a', open.clock.now());
    await open.visits.prune(never);
    expect(await countRows()).toEqual(NO_ROWS);
  });

  it('is not even remembered as forgotten after a month', async () => {
    open.answer(makeVisit());
    await open.visits.drainPending();
    await open.visits.forget('lnk_a');
    open.clock.advance(29 * DAY_MS);
    await open.visits.prune(never);
    const subjects = () => open.database.db.selectFrom('visit_subjects').select('subject_id').execute();
    expect(await subjects()).toHaveLength(1);
    open.clock.advance(2 * DAY_MS);
    await open.visits.prune(never);
    expect(await subjects()).toEqual([]);
  });
});
