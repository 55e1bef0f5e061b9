import { type Kysely, sql } from 'kysely';
import { bytesType, isSqlite } from './column-types.ts';

// Clicks and views: single ones, what they add up to, and how far each journal segment has been drained. Why roll-ups are
// packed and lie in the order of time: docs/decisions/0007-packed-roll-ups.md.
// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and knows no table types of today
export async function up(db: Kysely<any>): Promise<void> {
  const bytes = bytesType(db);
  const onSqlite = isSqlite(db);
  // SQLite: rows lie in the order of the primary key. PostgreSQL: room in the page to rewrite a row where it is.
  const clustered = onSqlite ? sql`without rowid` : sql``;
  const rewritten = onSqlite ? sql`without rowid` : sql`with (fillfactor = 70)`;

  await db.schema
    .createTable('visit_subjects')
    .addColumn('number', onSqlite ? 'integer' : 'bigint', (column) =>
      onSqlite ? column.primaryKey().autoIncrement() : column.primaryKey().generatedByDefaultAsIdentity(),
    )
    .addColumn('subject_id', 'text', (column) => column.notNull().unique())
    .addColumn('clicks', 'bigint', (column) => column.notNull())
    .addColumn('first_at', 'bigint')
    .addColumn('last_at', 'bigint')
    .addColumn('oldest_visit_at', 'bigint')
    .addColumn('forgotten_at', 'bigint')
    .modifyEnd(onSqlite ? sql`` : rewritten)
    .execute();
  for (const column of ['oldest_visit_at', 'forgotten_at']) {
    await db.schema
      .createIndex(`visit_subjects_${column}`)
      .on('visit_subjects')
      .column(column)
      .where(column, 'is not', null)
      .execute();
  }

  await db.schema
    .createTable('visits')
    .addColumn('subject', 'bigint', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('ordinal', 'bigint', (column) => column.notNull())
    .addColumn('address', 'text')
    .addColumn('user_agent', 'text')
    .addColumn('referrer', 'text')
    .addColumn('country', 'text')
    .addColumn('region', 'text')
    .addColumn('device', 'text')
    .addColumn('browser', 'text')
    .addColumn('os', 'text')
    .addColumn('bot', 'text')
    .addPrimaryKeyConstraint('visits_pkey', ['subject', 'at', 'ordinal'])
    .modifyEnd(clustered)
    .execute();

  await db.schema
    .createTable('visit_days')
    .addColumn('day', 'integer', (column) => column.notNull())
    .addColumn('subject', 'bigint', (column) => column.notNull())
    .addColumn('quarters', bytes, (column) => column.notNull())
    .addColumn('counts', bytes, (column) => column.notNull())
    .addPrimaryKeyConstraint('visit_days_pkey', ['day', 'subject'])
    .modifyEnd(rewritten)
    .execute();
  await db.schema
    .createTable('visit_quarters')
    .addColumn('quarter', 'integer', (column) => column.notNull())
    .addColumn('subject', 'bigint', (column) => column.notNull())
    .addColumn('counts', bytes, (column) => column.notNull())
    .addPrimaryKeyConstraint('visit_quarters_pkey', ['quarter', 'subject'])
    .modifyEnd(rewritten)
    .execute();
  await db.schema
    .createTable('visit_values')
    .addColumn('number', onSqlite ? 'integer' : 'bigint', (column) =>
      onSqlite ? column.primaryKey().autoIncrement() : column.primaryKey().generatedByDefaultAsIdentity(),
    )
    .addColumn('value', 'text', (column) => column.notNull().unique())
    .execute();
  await db.schema
    .createTable('visit_visitors')
    .addColumn('day', 'integer', (column) => column.notNull())
    .addColumn('subject', 'bigint', (column) => column.notNull())
    .addColumn('visitor', 'bigint', (column) => column.notNull())
    .addColumn('hours', 'integer', (column) => column.notNull())
    .addColumn('people_hours', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('visit_visitors_pkey', ['day', 'subject', 'visitor'])
    .modifyEnd(rewritten)
    .execute();

  await db.schema
    .createTable('journal_segments')
    .addColumn('writer', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('drained_bytes', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('journal_segments_pkey', ['writer', 'number'])
    .execute();
}
