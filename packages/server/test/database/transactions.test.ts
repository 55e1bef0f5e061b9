import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { createSamples, type Samples, sample } from './samples.ts';

describeEachEngine('a transaction', (engine) => {
  let database: Samples;
  beforeEach(async () => {
    database = await createSamples(engine);
  });
  afterEach(() => database.close());

  const labels = async () => {
    const rows = await database.samples.selectFrom('samples').select('label').orderBy('id').execute();
    return rows.map((row) => row.label);
  };

  it('keeps all of its changes', async () => {
    await database.samples.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('samples')
        .values(sample('a', { label: 'a' }))
        .execute();
      await transaction
        .insertInto('samples')
        .values(sample('b', { label: 'b' }))
        .execute();
    });
    expect(await labels()).toEqual(['a', 'b']);
  });

  it('keeps none of its changes when it throws', async () => {
    const failing = database.samples.transaction().execute(async (transaction) => {
      await transaction.insertInto('samples').values(sample('a')).execute();
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await labels()).toEqual([]);
  });

  it('keeps none of its changes when a statement fails', async () => {
    const failing = database.samples.transaction().execute(async (transaction) => {
      await transaction.insertInto('samples').values(sample('a')).execute();
      await transaction.insertInto('samples').values(sample('a')).execute();
    });
    await expect(failing).rejects.toThrow();
    expect(await labels()).toEqual([]);
  });

  it('reads its own changes, which nobody else sees before the end', async () => {
    await database.samples.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('samples')
        .values(sample('a', { label: 'a' }))
        .execute();
      expect(await transaction.selectFrom('samples').select('id').execute()).toEqual([{ id: 'a' }]);
      expect(await labels()).toEqual([]);
    });
    expect(await labels()).toEqual(['a']);
  });

  it('holds up no reader, however long it writes', async () => {
    let end = () => {};
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    const writing = database.samples.transaction().execute(async (transaction) => {
      await transaction
        .insertInto('samples')
        .values(sample('a', { label: 'a' }))
        .execute();
      await held;
    });
    for (let read = 0; read < 20; read++) expect(await labels()).toEqual([]);
    end();
    await writing;
    expect(await labels()).toEqual(['a']);
  });
});
