import type { Kysely } from 'kysely';
import { type Db, engineOf } from '../platform/db/engine.ts';

// biome-ignore lint/suspicious/noExplicitAny: migrations know no table types
type Schema = Kysely<any>;

export function isSqlite(db: Schema): boolean {
  // The engine does not depend on the table types that a migration leaves open.
  return engineOf(db as unknown as Db) === 'sqlite';
}

/** Sealed or raw bytes. */
export function bytesType(db: Schema): 'bytea' | 'blob' {
  return isSqlite(db) ? 'blob' : 'bytea';
}
