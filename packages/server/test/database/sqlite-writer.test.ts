import { type Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSamples, type Samples, type SampleTable, sample } from './samples.ts';

type SampleDb = Kysely<{ samples: SampleTable }>;

/** Reads a number and writes it back one higher: two of these at once would lose one of both. */
const increment = (db: SampleDb) =>
  db.transaction().execute(async (transaction) => {
    const { at } = await transaction.selectFrom('samples').select('at').where('id', '=', 'n').executeTakeFirstOrThrow();
    await transaction
      .updateTable('samples')
      .set({ at: Number(at) + 1 })
      .where('id', '=', 'n')
      .execute();
  });

describe('the one writer of SQLite', () => {
  let database: Samples;
  beforeEach(async () => {
    database = await createSamples('sqlite');
    await database.samples
      .insertInto('samples')
      .values(sample('n', { at: 0 }))
      .execute();
  });
  afterEach(() => database.close());

  const readNumber = async () => {
    const row = await database.samples.selectFrom('samples').select('at').where('id', '=', 'n').executeTakeFirst();
    return row?.at;
  };

  it('runs parallel transactions one after the other', async () => {
    await Promise.all(Array.from({ length: 20 }, () => increment(database.samples)));
    expect(await readNumber()).toBe(20);
  });

  it('waits for the transactions of other processes', async () => {
    const other = database.openAgain();
    try {
      const both = [database.samples, other.db.withTables<{ samples: SampleTable }>()];
      await Promise.all(Array.from({ length: 10 }, () => both.map(increment)).flat());
    } finally {
      await other.close();
    }
    expect(await readNumber()).toBe(20);
  });

  it('is free again after a transaction that could not begin', async () => {
    await sql`begin`.execute(database.db);
    await expect(increment(database.samples)).rejects.toThrow('within a transaction');
    await sql`rollback`.execute(database.db);
    await increment(database.samples);
    expect(await readNumber()).toBe(1);
  });

  it('lets nobody into a transaction whose commit failed', async () => {
    await sql`create table children (parent text references samples (id) deferrable initially deferred)`.execute(
      database.db,
    );
    const orphan = database.samples.transaction().execute(async (transaction) => {
      await transaction.updateTable('samples').set({ at: 1000 }).where('id', '=', 'n').execute();
      await sql`insert into children (parent) values ('nobody')`.execute(transaction);
    });
    const results = await Promise.allSettled([orphan, increment(database.samples), increment(database.samples)]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    await expect(orphan).rejects.toThrow('FOREIGN KEY constraint failed');
    expect(await readNumber()).toBe(2);
  });

  it('undoes a transaction for which the disk had no room, and says so', async () => {
    await sql`pragma max_page_count = 20`.execute(database.db);
    const tooLarge = database.samples.transaction().execute(async (transaction) => {
      await transaction.updateTable('samples').set({ at: 1000 }).where('id', '=', 'n').execute();
      await transaction
        .insertInto('samples')
        .values(sample('large', { bytes: Buffer.alloc(1_000_000) }))
        .execute();
    });
    await expect(tooLarge).rejects.toThrow('database or disk is full');
    await increment(database.samples);
    expect(await readNumber()).toBe(1);
  });
});
