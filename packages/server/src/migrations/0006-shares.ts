import type { Kysely } from 'kysely';
import { bytesType } from './column-types.ts';

// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and knows no table types of today
export async function up(db: Kysely<any>): Promise<void> {
  const sealed = bytesType(db);
  await db.schema
    .createTable('shares')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('code', 'text', (column) => column.notNull())
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('livemode', 'smallint', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('password', sealed)
    .addColumn('password_version', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('max_views', 'bigint')
    .addColumn('views', 'bigint', (column) => column.notNull())
    .addColumn('spent_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('ended_noted_at', 'bigint')
    .addColumn('erased_at', 'bigint')
    .addUniqueConstraint('shares_code', ['code'])
    .execute();
  await db.schema
    .createIndex('shares_newest')
    .on('shares')
    .columns(['workspace_id', 'livemode', 'created_at', 'id'])
    .execute();
  // What the retention looks for: shares that have ended and were not noted, are noted and not erased, or erased.
  for (const column of ['expires_at', 'spent_at']) {
    await db.schema
      .createIndex(`shares_ending_${column}`)
      .on('shares')
      .column(column)
      .where('ended_noted_at', 'is', null)
      .where(column, 'is not', null)
      .execute();
  }
  await db.schema
    .createIndex('shares_to_erase')
    .on('shares')
    .columns(['ended_noted_at', 'erased_at'])
    .where('erased_at', 'is', null)
    .where('ended_noted_at', 'is not', null)
    .execute();
  await db.schema
    .createIndex('shares_erased')
    .on('shares')
    .columns(['ended_noted_at', 'erased_at'])
    .where('erased_at', 'is not', null)
    .execute();
  // Apart from the row that counts views, which would otherwise be written anew with its megabytes for each of them.
  await db.schema
    .createTable('share_bodies')
    .addColumn('share_id', 'text', (column) => column.primaryKey())
    .addColumn('body', sealed, (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('share_password_attempts')
    .addColumn('share_id', 'text', (column) => column.notNull())
    .addColumn('client', 'text', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('first_at', 'bigint', (column) => column.notNull())
    .addColumn('last_at', 'bigint', (column) => column.notNull())
    .addColumn('retry_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('share_password_attempts_pkey', ['share_id', 'client'])
    .execute();
  await db.schema
    .createIndex('share_password_attempts_last_at')
    .on('share_password_attempts')
    .column('last_at')
    .execute();
}
