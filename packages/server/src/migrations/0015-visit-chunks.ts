import { type Kysely, sql } from 'kysely';
import { convertVisits } from './0015-convert-visits.ts';
import { bytesType, isSqlite } from './column-types.ts';

// Single visits in chunks, in the order they were written in: with a row for each in the order of links, a batch of clicks of ten thousand
// links wrote ten thousand pages. Not `without rowid` on SQLite: there what is longer than a kilobyte takes a page of its own.
// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and knows no table types of today
export async function up(db: Kysely<any>): Promise<void> {
  const onSqlite = isSqlite(db);
  // The lock of the drain: one of another node, of the version before, writes no visit between its conversion and the end of its table.
  if (!onSqlite) await sql`select pg_advisory_xact_lock(5784079, 1685217641)`.execute(db);
  await db.schema
    .createTable('visit_batches')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('last_number', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('visit_chunks')
    .addColumn('quarter', 'integer', (column) => column.notNull())
    .addColumn('batch', 'bigint', (column) => column.notNull())
    .addColumn('subject', 'bigint', (column) => column.notNull())
    .addColumn('previous', 'bigint')
    .addColumn('first_at', 'bigint', (column) => column.notNull())
    .addColumn('last_at', 'bigint', (column) => column.notNull())
    .addColumn('visits', bytesType(db), (column) => column.notNull())
    .addPrimaryKeyConstraint('visit_chunks_pkey', ['quarter', 'batch', 'subject'])
    .execute();
  await db.schema.alterTable('visit_quarters').addColumn('last_batch', 'bigint').execute();
  const lastBatch = await convertVisits(db);
  // Without any, the first batch makes the row.
  if (lastBatch > 0) await db.insertInto('visit_batches').values({ id: 1, last_number: lastBatch }).execute();
  await db.schema.dropTable('visits').execute();
  await db.schema.dropIndex('visit_subjects_oldest_visit_at').execute();
  await db.schema.alterTable('visit_subjects').dropColumn('oldest_visit_at').execute();
}
