import { describe, expect, it } from 'vitest';
import { describeEachEngine, hasEngine } from '../../test/harness/database.ts';
import { startPostgres } from '../../test/harness/postgres.ts';
import { makeVisit } from '../../test/visits/journal-files.ts';
import { allAgree, readClicks } from '../../test/visits/read-tables.ts';
import { serveVisits, useVisits } from '../../test/visits/use-visits.ts';
import { migrations } from '../migrations/index.ts';
import { migrate } from '../platform/db/migrate.ts';
import { openDatabase } from '../platform/db/open-database.ts';

describeEachEngine('visits', (engine) => {
  const open = useVisits(engine);

  it('are counted with all that was answered before', async () => {
    expect(await open.visits.count(['lnk_a'])).toEqual(new Map([['lnk_a', 0]]));
    open.answer(makeVisit(), makeVisit(), makeVisit({ subjectId: 'lnk_b' }));
    expect(await open.visits.count(['lnk_a', 'lnk_b', 'lnk_c'])).toEqual(
      new Map([
        ['lnk_a', 2],
        ['lnk_b', 1],
        ['lnk_c', 0],
      ]),
    );
    open.answer(makeVisit());
    expect((await open.visits.count(['lnk_a'])).get('lnk_a')).toBe(3);
    expect(await open.visits.count([])).toEqual(new Map());
  });

  it('are there for everybody who asks at once', async () => {
    open.answer(makeVisit());
    const counts = await Promise.all(Array.from({ length: 20 }, () => open.visits.count(['lnk_a'])));
    expect(counts.map((count) => count.get('lnk_a'))).toEqual(new Array(20).fill(1));
  });

  it('say what is pending and what was written', async () => {
    open.answer(makeVisit(), makeVisit());
    await open.visits.drainPending();
    expect(open.visits.stats()).toMatchObject({ pendingBytes: 0, drainedVisits: 2, failing: false });
    expect(() => open.visits.check()).not.toThrow();
  });

  it('that nobody asks for are written within seconds all the same', async () => {
    open.answer(makeVisit());
    await expect.poll(() => open.visits.stats().drainedVisits).toBe(1);
  });

  it('are in the database once they are closed', async () => {
    open.answer(makeVisit(), makeVisit());
    await open.visits.close();
    expect(await readClicks(open.database.db, 'lnk_a')).toEqual(allAgree(2));
  });
});

describe.skipIf(!hasEngine('postgres'))('visits without their database', () => {
  it('are refused as unavailable, stay in the journal, and are counted once it is back', async () => {
    const postgres = await startPostgres();
    const database = openDatabase({ engine: 'postgres', url: postgres.url() }, () => {}); // lost connections are the point
    await migrate(database.db, migrations);
    const { visits, answer } = await serveVisits(database);
    answer(makeVisit());
    expect((await visits.count(['lnk_a'])).get('lnk_a')).toBe(1);

    await postgres.stop();
    answer(makeVisit());
    await expect(visits.count(['lnk_a'])).rejects.toMatchObject({ status: 503, code: 'unavailable' });
    expect(() => visits.check()).toThrow();
    expect(visits.stats().pendingBytes).toBeGreaterThan(0);

    await postgres.start();
    answer(makeVisit());
    await expect.poll(() => visits.stats().failing).toBe(false);
    expect((await visits.count(['lnk_a'])).get('lnk_a')).toBe(3);
    expect(await readClicks(database.db, 'lnk_a')).toEqual(allAgree(3));
    await visits.close();
    await database.close();
    await postgres.destroy();
  }, 60_000);
});
