import type { Kysely } from 'kysely';
import { bytesType } from '../../src/migrations/column-types.ts';
import { createEmptyDatabase, type TestDatabase } from '../harness/database.ts';

/** One column of each type that the schema uses. */
export type SampleTable = {
  id: string;
  label: string | null;
  at: number | null;
  flag: number | null;
  bytes: Uint8Array | null;
};

export type Samples = TestDatabase & { readonly samples: Kysely<{ samples: SampleTable }> };

/** A database with a table `samples` and two unique indexes, besides its primary key `samples_pkey`. */
export async function createSamples(engine: TestDatabase['engine']): Promise<Samples> {
  const database = await createEmptyDatabase(engine);
  await database.db.schema
    .createTable('samples')
    .addColumn('id', 'text')
    .addColumn('label', 'text')
    .addColumn('at', 'bigint')
    .addColumn('flag', 'smallint')
    .addColumn('bytes', bytesType(database.db))
    .addPrimaryKeyConstraint('samples_pkey', ['id'])
    .addUniqueConstraint('samples_label', ['label'])
    .addUniqueConstraint('samples_at_flag', ['at', 'flag'])
    .execute();
  return { ...database, samples: database.db.withTables<{ samples: SampleTable }>() };
}

/** A row of nothing but an id and what `values` says. */
export function sample(id: string, values: Partial<SampleTable> = {}): SampleTable {
  return { id, label: null, at: null, flag: null, bytes: null, ...values };
}
