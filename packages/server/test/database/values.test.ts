import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { createSamples, type Samples, type SampleTable, sample } from './samples.ts';

describeEachEngine('values in the database', (engine) => {
  let database: Samples;
  beforeEach(async () => {
    database = await createSamples(engine);
  });
  afterEach(() => database.close());

  async function roundTrip(row: SampleTable): Promise<SampleTable> {
    await database.samples.insertInto('samples').values(row).execute();
    return database.samples.selectFrom('samples').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow();
  }

  it('bytes come back as they went in', async () => {
    for (const bytes of [new Uint8Array(0), Buffer.of(0, 255, 0), randomBytes(100_000)]) {
      const row = await roundTrip(sample(`bytes-${bytes.length}`, { bytes }));
      expect(row.bytes).toBeInstanceOf(Uint8Array);
      expect(Buffer.compare(row.bytes ?? Buffer.of(1), bytes)).toBe(0);
    }
  });

  it('64-bit integers come back as numbers', async () => {
    for (const at of [0, -1, 2 ** 31, 1_900_000_000_000, Number.MAX_SAFE_INTEGER]) {
      const row = await roundTrip(sample(`at-${at}`, { at }));
      expect(row.at).toBe(at);
    }
  });

  it('null comes back as null', async () => {
    expect(await roundTrip(sample('nothing'))).toEqual(sample('nothing'));
  });

  it('text keeps what is not Latin, quotes and line ends', async () => {
    const label = 'Grüße, 東京 🦊 \u{1d11e} \'"; drop table samples; --\r\n\t';
    expect((await roundTrip(sample('text', { label }))).label).toBe(label);
  });

  it('counts and sums are numbers', async () => {
    await roundTrip(sample('first', { at: 2 ** 40, flag: 0 }));
    await roundTrip(sample('second', { at: 2 ** 40, flag: 1 }));
    const totals = await database.samples
      .selectFrom('samples')
      .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number>('at').as('sum'), fn.max('at').as('max')])
      .executeTakeFirstOrThrow();
    expect(totals).toEqual({ count: 2, sum: 2 ** 41, max: 2 ** 40 });
  });
});

describeEachEngine('the number of affected rows', (engine) => {
  let database: Samples;
  beforeEach(async () => {
    database = await createSamples(engine);
    await database.samples
      .insertInto('samples')
      .values([sample('a', { label: 'a' }), sample('b'), sample('c')])
      .execute();
  });
  afterEach(() => database.close());

  it('is what an insert, an update and a delete changed', async () => {
    const { samples } = database;
    const inserted = await samples
      .insertInto('samples')
      .values([sample('d'), sample('e')])
      .executeTakeFirst();
    expect(inserted.numInsertedOrUpdatedRows).toBe(2n);
    const updated = await samples.updateTable('samples').set({ flag: 1 }).where('id', '>', 'b').executeTakeFirst();
    expect(updated.numUpdatedRows).toBe(3n);
    const deleted = await samples.deleteFrom('samples').where('id', '=', 'a').executeTakeFirst();
    expect(deleted.numDeletedRows).toBe(1n);
  });

  it('is none where nothing matched or a conflict was let pass', async () => {
    const { samples } = database;
    const updated = await samples.updateTable('samples').set({ flag: 1 }).where('id', '=', 'z').executeTakeFirst();
    expect(updated.numUpdatedRows).toBe(0n);
    const inserted = await samples
      .insertInto('samples')
      .values(sample('f', { label: 'a' }))
      .onConflict((conflict) => conflict.column('label').doNothing())
      .executeTakeFirst();
    expect(inserted.numInsertedOrUpdatedRows).toBe(0n);
  });

  it('is told by the rows where a statement returns them', async () => {
    const returned = await database.samples
      .updateTable('samples')
      .set({ flag: 1 })
      .where('id', '<', 'c')
      .returning('id')
      .execute();
    expect(returned.map((row) => row.id).sort()).toEqual(['a', 'b']);
  });
});
