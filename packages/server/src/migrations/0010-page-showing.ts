import type { Kysely } from 'kysely';
import { bytesType } from './column-types.ts';

// Permissions to see a page on the host for content; what visitors report to the operator, and why a page was taken down.
// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and knows no table types of today
export async function up(db: Kysely<any>): Promise<void> {
  const sealed = bytesType(db);
  await db.schema
    .createTable('page_hand_overs')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('page_id', 'text', (column) => column.notNull().references('pages.id').onDelete('cascade'))
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('person_id', 'text')
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('page_hand_overs_expires_at').on('page_hand_overs').column('expires_at').execute();
  await db.schema.createIndex('page_hand_overs_page').on('page_hand_overs').column('page_id').execute();
  // Without a reference to the page: what was reported and decided outlives it.
  await db.schema
    .createTable('page_reports')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('page_id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('details', sealed, (column) => column.notNull())
    .addColumn('email', sealed)
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('page_reports_page').on('page_reports').column('page_id').execute();
  await db.schema
    .createTable('page_take_downs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('page_id', 'text', (column) => column.notNull())
    .addColumn('reason', sealed, (column) => column.notNull())
    .addColumn('taken_down_at', 'bigint', (column) => column.notNull())
    .addColumn('restored_at', 'bigint')
    .execute();
  await db.schema.createIndex('page_take_downs_page').on('page_take_downs').column('page_id').execute();
}
