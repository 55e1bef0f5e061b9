import { type RawBuilder, sql } from 'kysely';
import { type Db, engineOf } from './engine.ts';

/**
 * The time of the database in Unix milliseconds, as SQL. What several nodes must agree on, leases and the order of changes, goes
 * by this one clock: those of the nodes may differ by seconds. Within a transaction it moves on.
 */
export function databaseTime(db: Pick<Db, 'getExecutor'>): RawBuilder<number> {
  return engineOf(db) === 'postgres'
    ? sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`
    : sql<number>`cast(unixepoch('subsec') * 1000 as integer)`;
}
