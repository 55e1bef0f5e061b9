import type { Kysely } from 'kysely';
import { bytesType } from './column-types.ts';

// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and knows no table types of today
export async function up(db: Kysely<any>): Promise<void> {
  const sealed = bytesType(db);
  await db.schema
    .createTable('links')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('livemode', 'smallint', (column) => column.notNull())
    .addColumn('domain', 'text', (column) => column.notNull())
    .addColumn('slug', 'text', (column) => column.notNull())
    .addColumn('destination', sealed, (column) => column.notNull())
    .addColumn('metadata', sealed)
    .addColumn('tracking', sealed)
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('verification_status', 'text', (column) => column.notNull())
    .addColumn('verification_reason', 'text')
    .addColumn('verification_checked_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('links_domain_slug', ['domain', 'slug'])
    .execute();
  await db.schema
    .createIndex('links_newest')
    .on('links')
    .columns(['workspace_id', 'livemode', 'created_at', 'id'])
    .execute();
  await db.schema.createIndex('links_recheck').on('links').columns(['verification_checked_at', 'id']).execute();
  await db.schema
    .createTable('idempotency_keys')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('livemode', 'smallint', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('request_hash', 'text', (column) => column.notNull())
    .addColumn('response', sealed, (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('idempotency_keys_pkey', ['workspace_id', 'livemode', 'key'])
    .execute();
  await db.schema.createIndex('idempotency_keys_created_at').on('idempotency_keys').column('created_at').execute();
}
