import { type Kysely, sql } from 'kysely';
import { bytesType, isSqlite } from './column-types.ts';

// What the days of a fortnight add up to, so that analytics of a year read some 40 rows of counted values and not 365. It is not filled
// here: the days of a subject without an `open_day` are read one by one, until its next visit is written and adds them up.
// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and knows no table types of today
export async function up(db: Kysely<any>): Promise<void> {
  const onSqlite = isSqlite(db);
  await db.schema.alterTable('visit_subjects').addColumn('open_day', 'integer').execute();
  await db.schema
    .createTable('visit_fortnights')
    .addColumn('fortnight', 'integer', (column) => column.notNull())
    .addColumn('subject', 'bigint', (column) => column.notNull())
    .addColumn('counts', bytesType(db), (column) => column.notNull())
    .addPrimaryKeyConstraint('visit_fortnights_pkey', ['fortnight', 'subject'])
    .modifyEnd(onSqlite ? sql`without rowid` : sql`with (fillfactor = 70)`)
    .execute();
}
