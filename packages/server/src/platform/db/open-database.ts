import { Kysely, PostgresDialect } from 'kysely';
import type { Db, Engine } from './engine.ts';
import { explainConnectionFailures } from './postgres-connection-failure.ts';
import { createPostgresPool, type PoolOptions } from './postgres-pool.ts';
import { ThreadedSqliteDialect } from './sqlite-dialect.ts';
import type { Database } from './tables.ts';

/** Where the data is: a SQLite file, or the address of a PostgreSQL database. */
export type DatabaseLocation =
  | { readonly engine: 'sqlite'; readonly file: string }
  | { readonly engine: 'postgres'; readonly url: string };

export type OpenDatabase = {
  readonly engine: Engine;
  readonly location: DatabaseLocation;
  readonly db: Db;
  close(): Promise<void>;
};

/** Opens the database, without touching its schema. `onIdleError` hears of connections lost while nobody used them. */
export function openDatabase(
  location: DatabaseLocation,
  onIdleError: (error: Error) => void,
  pool: PoolOptions = {},
): OpenDatabase {
  const dialect =
    location.engine === 'sqlite'
      ? new ThreadedSqliteDialect(location.file)
      : new PostgresDialect({ pool: explainConnectionFailures(createPostgresPool(location.url, onIdleError, pool)) });
  const db = new Kysely<Database>({ dialect });
  return { engine: location.engine, location, db, close: () => db.destroy() };
}
