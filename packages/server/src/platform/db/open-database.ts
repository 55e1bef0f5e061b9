import { Kysely, PostgresDialect } from 'kysely';
import type { Db, Engine } from './engine.ts';
import { explainConnectionFailures } from './postgres-connection-failure.ts';
import { createPostgresPool, type PoolOptions } from './postgres-pool.ts';
import { ThreadedSqliteDialect } from './sqlite-dialect.ts';
import { SqliteThreads } from './sqlite-threads.ts';
import type { Database } from './tables.ts';

/** Where the data is: a SQLite file, or the address of a PostgreSQL database. */
export type DatabaseLocation =
  | { readonly engine: 'sqlite'; readonly file: string }
  | { readonly engine: 'postgres'; readonly url: string };

export type OpenDatabase = {
  readonly engine: Engine;
  readonly location: DatabaseLocation;
  readonly db: Db;
  /** Of SQLite: who writes to the file; see `WaitingWriters`. */
  readonly waitingWriters?: SharedArrayBuffer;
  close(): Promise<void>;
};

function openSqliteFile(location: DatabaseLocation & { engine: 'sqlite' }): OpenDatabase {
  const threads = new SqliteThreads(location.file);
  const db = new Kysely<Database>({ dialect: new ThreadedSqliteDialect(threads) });
  const close = async (): Promise<void> => {
    await db.destroy();
    await threads.close();
  };
  return { engine: 'sqlite', location, db, waitingWriters: threads.waiting.shared, close };
}

/** Opens the database, without touching its schema. `onIdleError` hears of connections lost while nobody used them. */
export function openDatabase(
  location: DatabaseLocation,
  onIdleError: (error: Error) => void,
  pool: PoolOptions = {},
): OpenDatabase {
  if (location.engine === 'sqlite') return openSqliteFile(location);
  const connections = explainConnectionFailures(createPostgresPool(location.url, onIdleError, pool));
  const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool: connections }) });
  return { engine: 'postgres', location, db, close: () => db.destroy() };
}
