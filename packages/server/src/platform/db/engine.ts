import { type Kysely, PostgresAdapter } from 'kysely';
import type { Database } from './tables.ts';

export type Db = Kysely<Database>;

export type Engine = 'sqlite' | 'postgres';

/** Which database stands behind `db`; for the few statements that cannot be written once for both. */
export function engineOf(db: Pick<Db, 'getExecutor'>): Engine {
  return db.getExecutor().adapter instanceof PostgresAdapter ? 'postgres' : 'sqlite';
}
