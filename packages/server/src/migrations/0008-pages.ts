import type { Kysely } from 'kysely';
import { bytesType } from './column-types.ts';

// Pages with their versions, comments and grants; how many a workspace has; bytes of the blob store that wait to be removed.
// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and knows no table types of today
export async function up(db: Kysely<any>): Promise<void> {
  const sealed = bytesType(db);
  await db.schema
    .createTable('pages')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('livemode', 'smallint', (column) => column.notNull())
    .addColumn('slug', 'text', (column) => column.notNull())
    .addColumn('title', sealed, (column) => column.notNull())
    .addColumn('mode', 'text', (column) => column.notNull())
    .addColumn('visibility', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('file_size', 'bigint', (column) => column.notNull())
    .addColumn('taken_down_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('pages_workspace_slug', ['workspace_id', 'slug'])
    .execute();
  await db.schema.createIndex('pages_newest').on('pages').columns(['workspace_id', 'livemode', 'id']).execute();
  await db.schema
    .createTable('page_versions')
    .addColumn('page_id', 'text', (column) => column.notNull().references('pages.id').onDelete('cascade'))
    .addColumn('number', 'integer', (column) => column.notNull())
    .addColumn('blob_key', 'text', (column) => column.notNull())
    .addColumn('file_size', 'bigint', (column) => column.notNull())
    .addColumn('charset', 'text', (column) => column.notNull())
    .addColumn('etag', 'text', (column) => column.notNull())
    .addColumn('restored_from', 'integer')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('page_versions_pkey', ['page_id', 'number'])
    .execute();
  await db.schema
    .createTable('page_comments')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('page_id', 'text', (column) => column.notNull().references('pages.id').onDelete('cascade'))
    .addColumn('parent_id', 'text', (column) => column.references('page_comments.id').onDelete('cascade'))
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('body', sealed, (column) => column.notNull())
    .addColumn('anchor', sealed)
    .addColumn('author_kind', 'text', (column) => column.notNull())
    .addColumn('author_id', 'text', (column) => column.notNull())
    .addColumn('author_name', sealed, (column) => column.notNull())
    .addColumn('resolved', 'smallint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('page_comments_oldest').on('page_comments').columns(['page_id', 'id']).execute();
  await db.schema.createIndex('page_comments_parent').on('page_comments').column('parent_id').execute();
  await db.schema
    .createTable('page_grants')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('page_id', 'text', (column) => column.notNull().references('pages.id').onDelete('cascade'))
    .addColumn('email', sealed, (column) => column.notNull())
    .addColumn('email_tag', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('person_id', 'text')
    .addColumn('activated_at', 'bigint')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('page_grants_email', ['page_id', 'email_tag'])
    .execute();
  await db.schema.createIndex('page_grants_email_tag').on('page_grants').column('email_tag').execute();
  await db.schema
    .createTable('page_counts')
    .addColumn('workspace_id', 'text', (column) => column.notNull())
    .addColumn('livemode', 'smallint', (column) => column.notNull())
    .addColumn('pages', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('page_counts_pkey', ['workspace_id', 'livemode'])
    .execute();
  await db.schema
    .createTable('doomed_blobs')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('doomed_blobs_due_at').on('doomed_blobs').column('due_at').execute();
}
