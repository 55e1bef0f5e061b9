import { sql } from 'kysely';
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration';
import { OperatorError } from '../operator-error.ts';
import type { Db } from './engine.ts';

/** The schema in the database was made by a newer Proffer than this one. */
export class SchemaTooNew extends OperatorError {
  constructor(unknown: readonly string[]) {
    super(`the database holds changes this version does not know (${unknown.join(', ')}): start a newer Proffer`);
    this.name = 'SchemaTooNew';
  }
}

/** The migrations that the database has. */
async function readExecuted(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((table) => table.name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map((row) => row.name);
}

/**
 * Brings the schema up to date: forward only, each migration in a transaction, one node at a time (PostgreSQL advisory lock).
 * Throws `SchemaTooNew`, before anything is changed, when the database knows migrations that `migrations` does not. `onUpgrade` hears
 * first of what the database of an earlier version lacks: to bring that in may take minutes.
 */
export async function migrate(
  db: Db,
  migrations: Record<string, Migration>,
  onUpgrade: (missing: readonly string[]) => void = () => {},
): Promise<void> {
  const provider: MigrationProvider = { getMigrations: async () => migrations };
  const executed = await readExecuted(db);
  const unknown = executed.filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) throw new SchemaTooNew(unknown);
  const missing = Object.keys(migrations)
    .filter((name) => !executed.includes(name))
    .sort();
  if (executed.length > 0 && missing.length > 0) onUpgrade(missing);
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
}
