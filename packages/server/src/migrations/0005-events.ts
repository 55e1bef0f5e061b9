import { type Kysely, sql } from 'kysely';
import { bytesType, isSqlite } from './column-types.ts';

// What happened, for machines (events, kept for weeks) and for people who answer for it (audit entries, kept for good). Why both are
// numbered in one row for each workspace: docs/decisions/0019-one-row-numbers-what-happens.md.
// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and knows no table types of today
export async function up(db: Kysely<any>): Promise<void> {
  const sealed = bytesType(db);
  const onSqlite = isSqlite(db);
  // SQLite: rows lie in the order of the primary key. PostgreSQL: room in the page to rewrite a row where it is.
  const clustered = onSqlite ? sql`without rowid` : sql``;
  const rewritten = onSqlite ? sql`without rowid` : sql`with (fillfactor = 50)`;

  await db.schema
    .createTable('event_heads')
    .addColumn('workspace_id', 'text', (column) => column.primaryKey())
    .addColumn('events', 'bigint', (column) => column.notNull())
    .addColumn('entries', 'bigint', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .modifyEnd(rewritten)
    .execute();

  await db.schema
    .createTable('events')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('sequence', 'bigint', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('livemode', 'smallint', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('subject_id', 'text', (column) => column.notNull())
    .addColumn('data', sealed, (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('events_pkey', ['workspace_id', 'sequence'])
    .modifyEnd(clustered)
    .execute();

  await db.schema
    .createTable('audit_entries')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('number', 'bigint', (column) => column.notNull())
    .addColumn('livemode', 'smallint', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('subject_id', 'text', (column) => column.notNull())
    .addColumn('event_id', 'text')
    .addColumn('actor_kind', 'text', (column) => column.notNull())
    .addColumn('actor_id', 'text')
    .addColumn('address', 'text')
    .addColumn('summary', sealed)
    .addColumn('summary_fingerprint', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('audit_entries_pkey', ['workspace_id', 'number'])
    .modifyEnd(clustered)
    .execute();
}
