import type { Kysely } from 'kysely';

// A batch of the drain is written in several transactions: where it ends, and up to which subject it is written.
// biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and knows no table types of today
export async function up(db: Kysely<any>): Promise<void> {
  for (const column of ['batch_bytes', 'batch_subject']) {
    await db.schema.alterTable('journal_segments').addColumn(column, 'bigint').execute();
  }
}
