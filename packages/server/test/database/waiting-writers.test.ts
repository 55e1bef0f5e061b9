import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WaitingWriters } from '../../src/platform/db/waiting-writers.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { makeVisit } from '../visits/journal-files.ts';
import { serveVisits } from '../visits/use-visits.ts';

describe('whoever writes for long', () => {
  it('lets all pass that wait on another thread', async () => {
    const waiting = new WaitingWriters();
    waiting.enter();
    waiting.enter();
    const thread = new Worker(new URL('./let-pass-thread.ts', import.meta.url), { workerData: waiting.shared });
    expect(await once(thread, 'message')).toEqual(['somebody waits']);
    const passed = once(thread, 'message');
    waiting.leave();
    waiting.leave();
    expect(await passed).toEqual(['they have passed']);
    await once(thread, 'exit');
  });

  it('waits for nobody where nobody waits, and not for ever for those who come time and again', () => {
    const waiting = new WaitingWriters();
    waiting.letPass(60_000);
    waiting.enter();
    waiting.letPass(1);
    expect(waiting.any).toBe(true);
  });
});

describe('a SQLite file', () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase('sqlite');
  });
  afterEach(() => database.close());

  const anybody = (): boolean => new WaitingWriters(database.waitingWriters).any;

  it('knows who writes to it or waits to', async () => {
    const { db } = database;
    const write = () => db.insertInto('visit_values').values({ value: 'country:DE' }).execute();
    await db.transaction().execute(async () => expect(anybody()).toBe(true));
    expect(anybody()).toBe(false);
    await write();
    await expect(write()).rejects.toThrow();
    await db.selectFrom('visit_values').selectAll().execute();
    expect(anybody()).toBe(false);
  });

  it('takes changes while many clicks are drained, between those of one batch', async () => {
    const { db } = database;
    const { visits, answer } = await serveVisits(database);
    for (let frame = 0; frame < 60; frame++) {
      answer(...Array.from({ length: 1_000 }, (_, person) => makeVisit({ person, subjectId: `lnk_${person % 500}` })));
    }
    let isDrained = false;
    const drained = visits.drainPending().then(() => {
      isDrained = true;
    });
    let changesInBatches = 0;
    for (let change = 0; !isDrained; change++) {
      const begun = await db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto('visit_values')
          .values({ value: `change:${change}` })
          .execute();
        return transaction
          .selectFrom('journal_segments')
          .select('writer')
          .where('batch_bytes', 'is not', null)
          .execute();
      });
      changesInBatches += begun.length;
    }
    await drained;
    expect(changesInBatches).toBeGreaterThan(0);
    expect((await visits.count(['lnk_7'])).get('lnk_7')).toBe(120);
    await visits.close();
  });
});
