import type { Kysely } from 'kysely';
import { type Db, engineOf } from '../platform/db/engine.ts';

// biome-ignore lint/suspicious/noExplicitAny: migrations know no table types
type Schema = Kysely<any>;

// The engine does not depend on the table types that a migration leaves open.
const engine = (db: Schema) => engineOf(db as unknown as Db);

/** Sealed or raw bytes. */
export function bytesType(db: Schema): 'bytea' | 'blob' {
  return engine(db) === 'postgres' ? 'bytea' : 'blob';
}
