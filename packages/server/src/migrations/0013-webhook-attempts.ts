import { type Kysely, sql } from 'kysely';
import { bytesType, isSqlite } from './column-types.ts';

// The attempts of a delivery that failed. One that succeeded is its last, and the row of the delivery says all of it: nearly all
// deliveries succeed at once, and cost nothing here.
// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and knows no table types of today
export async function up(db: Kysely<any>): Promise<void> {
  const onSqlite = isSqlite(db);
  await db.schema
    .createTable('webhook_attempts')
    .addColumn('delivery_id', 'text', (column) =>
      column.notNull().references('webhook_deliveries.id').onDelete('cascade'),
    )
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('duration_ms', 'integer', (column) => column.notNull())
    .addColumn('status_code', 'integer')
    .addColumn('error', 'text', (column) => column.notNull())
    .addColumn('response', bytesType(db))
    .addPrimaryKeyConstraint('webhook_attempts_pkey', ['delivery_id', 'number'])
    .modifyEnd(onSqlite ? sql`without rowid` : sql``)
    .execute();
}
