import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { databaseTime } from './database-time.ts';

describeEachEngine('the time of the database', (engine) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createTestDatabase(engine);
  });
  afterEach(() => database.close());

  it('is in whole Unix milliseconds', async () => {
    const before = Date.now();
    const { now } = await database.db.selectNoFrom(databaseTime(database.db).as('now')).executeTakeFirstOrThrow();
    expect(Number.isSafeInteger(now)).toBe(true);
    // The database runs on this machine, by the same clock; it may round the other way.
    expect(now).toBeGreaterThanOrEqual(before - 1);
    expect(now).toBeLessThanOrEqual(Date.now() + 1);
  });

  it('moves on within a transaction', async () => {
    const read = (db: TestDatabase['db']) => db.selectNoFrom(databaseTime(db).as('now')).executeTakeFirstOrThrow();
    const [first, last] = await database.db.transaction().execute(async (transaction) => {
      const first = await read(transaction);
      let last = first;
      while (last.now === first.now) last = await read(transaction);
      return [first, last];
    });
    expect(last.now).toBeGreaterThan(first.now);
  });
});
