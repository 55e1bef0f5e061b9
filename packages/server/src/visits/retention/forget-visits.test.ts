import type { KyselyPlugin } from 'kysely';
import { expect, it } from 'vitest';
import { describeEachEngine } from '../../../test/harness/database.ts';
import { makeVisit } from '../../../test/visits/journal-files.ts';
import { readSingleVisits } from '../../../test/visits/single-visits.ts';
import { useVisits } from '../../../test/visits/use-visits.ts';
import { markVisitsForgotten } from './forget-visits.ts';
import { sweepForgotten } from './sweep-forgotten.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const TABLES = ['visit_chunks', 'visit_days', 'visit_quarters', 'visit_fortnights', 'visit_visitors'] as const;
const never = new AbortController().signal;

/** Fails all that is asked of the database after some statements. */
function failAfter(statements: number): KyselyPlugin {
  let left = statements;
  return {
    transformQuery({ node }) {
      if (left-- === 0) throw new Error('cut off');
      return node;
    },
    transformResult: async ({ result }) => result,
  };
}

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
    for (const table of TABLES) {
      counts[table] = (await open.database.db.selectFrom(table).selectAll().execute()).length;
    }
    return counts;
  }

  const NO_ROWS = { visit_chunks: 0, visit_days: 0, visit_quarters: 0, visit_fortnights: 0, visit_visitors: 0 };

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
    expect(await countRows()).toEqual({
      ...NO_ROWS,
      visit_chunks: 1,
      visit_days: 1,
      visit_quarters: 1,
      visit_visitors: 1,
    });
    expect((await open.visits.count(['lnk_b'])).get('lnk_b')).toBe(1);
  });

  it('leaves no visit behind in quarter hours that came in several batches, and those of others alone', async () => {
    const parts = [0, 1, 40 * 24].map((hours) => ({ atMs: open.clock.now() - hours * HOUR_MS }));
    for (let batch = 0; batch < 4; batch++) {
      for (const subjectId of ['lnk_a', 'lnk_b'])
        open.answer(...parts.map((part) => makeVisit({ ...part, subjectId })));
      await open.visits.drainPending();
    }
    await open.visits.forget('lnk_a');
    await open.visits.prune(never);
    const left = await readSingleVisits(open.database.db);
    expect(left.map(({ subjectId }) => subjectId)).toEqual(Array(12).fill('lnk_b'));
    const { visits } = await open.visits.list('lnk_b', { limit: 20, cursor: undefined });
    expect(visits).toHaveLength(12);
  });

  it('leaves no row behind when removing it was cut off at any statement, and is begun anew', async () => {
    const { db } = open.database;
    const nowMs = open.clock.now();
    let hasEnded = false;
    for (let statements = 0; !hasEnded; statements++) {
      for (let batch = 0; batch < 3; batch++) {
        open.answer(makeVisit(), makeVisit({ person: batch }), makeVisit({ atMs: nowMs - 14 * DAY_MS }));
        await open.visits.drainPending();
      }
      await markVisitsForgotten(db, 'lnk_a', nowMs);
      hasEnded = await sweepForgotten(db.withPlugin(failAfter(statements)), nowMs, never).then(
        () => true,
        () => false,
      );
      await sweepForgotten(db, nowMs, never);
      expect(await countRows()).toEqual(NO_ROWS);
      await db.deleteFrom('visit_subjects').execute();
      expect(statements).toBeLessThan(100);
    }
  });

  it('does not come back with clicks that are still in the journal', async () => {
    open.answer(makeVisit());
    await open.visits.drainPending();
    await open.visits.forget('lnk_a');
    open.answer(makeVisit(), makeVisit({ subjectId: 'lnk_b' }));
    await open.visits.drainPending();
    await open.visits.prune(never);
    expect((await open.visits.count(['lnk_a', 'lnk_b'])).get('lnk_a')).toBe(0);
    expect(await countRows()).toMatchObject({ visit_chunks: 1, visit_days: 1 });
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
