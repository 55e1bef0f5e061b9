import { type Dialect, type Driver, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import { SqliteDriver } from './sqlite-driver.ts';
import type { SqliteThreads } from './sqlite-threads.ts';

class ThreadedSqliteAdapter extends SqliteAdapter {
  // Kysely would otherwise let one query or transaction run at a time, and readers would wait for writers.
  override get supportsMultipleConnections(): boolean {
    return true;
  }
  // SQLite can, and a migration that was cut short must leave nothing behind.
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** Kysely on `node:sqlite`, away from the answering thread. */
export class ThreadedSqliteDialect implements Dialect {
  readonly #threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.#threads = threads;
  }

  createDriver(): Driver {
    // Kysely types connections as its own interface; this driver only ever receives those it has made.
    return new SqliteDriver(this.#threads) as unknown as Driver;
  }
  createQueryCompiler = () => new SqliteQueryCompiler();
  createAdapter = () => new ThreadedSqliteAdapter();
  createIntrospector = (db: ConstructorParameters<typeof SqliteIntrospector>[0]) => new SqliteIntrospector(db);
}
