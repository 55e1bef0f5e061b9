import type { Kysely } from 'kysely';

// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and knows no table types of today
export async function up(db: Kysely<any>): Promise<void> {
  await db.schema
    .createTable('erasures')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('requested_at', 'bigint', (column) => column.notNull())
    .addColumn('counts', 'text')
    .addColumn('left_over', 'text')
    .addColumn('finished_at', 'bigint')
    .addUniqueConstraint('erasures_workspace', ['workspace_id'])
    .execute();
}
