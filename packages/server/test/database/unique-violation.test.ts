import { afterEach, beforeEach, expect, it } from 'vitest';
import { isUniqueViolation, type UniqueIndex } from '../../src/platform/db/unique-violation.ts';
import { describeEachEngine } from '../harness/database.ts';
import { createSamples, type Samples, type SampleTable, sample } from './samples.ts';

const indexes: readonly UniqueIndex[] = [
  { name: 'samples_pkey', table: 'samples', columns: ['id'] },
  { name: 'samples_label', table: 'samples', columns: ['label'] },
  { name: 'samples_at_flag', table: 'samples', columns: ['at', 'flag'] },
];

describeEachEngine('a violated unique index', (engine) => {
  let database: Samples;
  beforeEach(async () => {
    database = await createSamples(engine);
    await database.samples
      .insertInto('samples')
      .values(sample('one', { label: 'taken', at: 1, flag: 1 }))
      .execute();
  });
  afterEach(() => database.close());

  async function recognised(row: SampleTable): Promise<readonly string[]> {
    const error = await database.samples
      .insertInto('samples')
      .values(row)
      .execute()
      .then(
        () => undefined,
        (failure: unknown) => failure,
      );
    return indexes.filter((index) => isUniqueViolation(error, index)).map((index) => index.name);
  }

  it('is recognised by its name, and taken for no other index', async () => {
    expect(await recognised(sample('one'))).toEqual(['samples_pkey']);
    expect(await recognised(sample('two', { label: 'taken' }))).toEqual(['samples_label']);
    expect(await recognised(sample('two', { at: 1, flag: 1 }))).toEqual(['samples_at_flag']);
  });

  it('is recognised by its name when an update violates it', async () => {
    await database.samples.insertInto('samples').values(sample('two')).execute();
    const update = database.samples.updateTable('samples').set({ label: 'taken' }).where('id', '=', 'two').execute();
    await expect(update).rejects.toSatisfy((error) => indexes.findIndex((at) => isUniqueViolation(error, at)) === 1);
  });

  it('is none where a row fits, or fails for another reason', async () => {
    expect(await recognised(sample('two', { at: 1, flag: 2 }))).toEqual([]);
    const missing = await database.db
      .withTables<{ missing: { id: string } }>()
      .selectFrom('missing')
      .selectAll()
      .execute()
      .catch((error: unknown) => error);
    expect(indexes.some((index) => isUniqueViolation(missing, index))).toBe(false);
  });

  it('lets exactly one of 50 parallel inserts through', async () => {
    const inserts = Array.from({ length: 50 }, (_, number) => recognised(sample(`parallel-${number}`, { label: 'x' })));
    const results = await Promise.all(inserts);
    expect(results.filter((names) => names.length === 0)).toHaveLength(1);
    expect(results.filter((names) => names.includes('samples_label'))).toHaveLength(49);
  });
});
