import type { Kysely } from 'kysely';
import { bytesType } from './column-types.ts';

// What belongs to the installation and to no feature: its canary, the change sequence, leases of jobs, the salts of
// today and tomorrow, shared rate limits.
// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and knows no table types of today
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('instance')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('value', bytesType(db), (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('changes')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('changes_at').on('changes').column('at').execute();
  await db.schema
    .createTable('jobs')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('next_run_at', 'bigint', (column) => column.notNull())
    .addColumn('leased_until', 'bigint', (column) => column.notNull())
    .addColumn('leased_by', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('day_salts')
    .addColumn('day', 'text', (column) => column.primaryKey())
    .addColumn('salt', bytesType(db), (column) => column.notNull())
    .execute();
  // The shape that rate-limiter-flexible reads and writes; only used where several nodes share a PostgreSQL.
  await db.schema
    .createTable('rate_limits')
    .addColumn('key', 'varchar(255)', (column) => column.primaryKey())
    .addColumn('points', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('expire', 'bigint')
    .execute();
}
