import type { Kysely } from 'kysely';
import { bytesType } from './column-types.ts';

// Who wants to be told of events, what is on its way to them and what became of it. How deliveries are shared between nodes:
// docs/decisions/0020-a-lease-for-each-endpoint.md.
// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and knows no table types of today
export async function up(db: Kysely<any>): Promise<void> {
  const sealed = bytesType(db);
  await db.schema
    .createTable('webhook_endpoints')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('livemode', 'smallint', (column) => column.notNull())
    .addColumn('url', sealed, (column) => column.notNull())
    .addColumn('description', sealed)
    .addColumn('events', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('status_reason', 'text')
    .addColumn('secret', sealed, (column) => column.notNull())
    .addColumn('previous_secret', sealed)
    .addColumn('previous_secret_until', 'bigint')
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('failures', 'integer', (column) => column.notNull())
    .addColumn('failing_since', 'bigint')
    .addColumn('notices', 'integer', (column) => column.notNull())
    .addColumn('noticed_at', 'bigint')
    .addColumn('throttled_until', 'bigint', (column) => column.notNull())
    .addColumn('leased_until', 'bigint', (column) => column.notNull())
    .addColumn('leased_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('webhook_endpoints_newest')
    .on('webhook_endpoints')
    .columns(['workspace_id', 'livemode', 'created_at', 'id'])
    .execute();

  await db.schema
    .createTable('webhook_deliveries')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('endpoint_id', 'text', (column) => column.notNull())
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('event_id', 'text', (column) => column.notNull())
    .addColumn('event_type', 'text', (column) => column.notNull())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('body', sealed)
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('next_attempt_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('last_attempt_at', 'bigint')
    .addColumn('duration_ms', 'integer')
    .addColumn('status_code', 'integer')
    .addColumn('error', 'text')
    .addColumn('response', sealed)
    .execute();
  await db.schema
    .createIndex('webhook_deliveries_due')
    .on('webhook_deliveries')
    .columns(['endpoint_id', 'next_attempt_at', 'sequence'])
    .where('next_attempt_at', 'is not', null)
    .execute();
  await db.schema
    .createIndex('webhook_deliveries_newest')
    .on('webhook_deliveries')
    .columns(['endpoint_id', 'created_at', 'id'])
    .execute();

  await db.schema
    .createTable('event_listeners')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('livemode', 'smallint', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('listener_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('event_listeners_pkey', ['workspace_id', 'livemode', 'type', 'listener_id'])
    .execute();
}
