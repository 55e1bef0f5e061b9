import { type Expression, type RawBuilder, sql } from 'kysely';
import { type Db, engineOf } from './engine.ts';

/** SHA-256 of a text in hex, as SQL: for a value that follows from one that only the database knows for sure. */
export function hashOfText(db: Pick<Db, 'getExecutor'>, text: Expression<string>): RawBuilder<string> {
  return engineOf(db) === 'postgres'
    ? sql<string>`encode(sha256(convert_to(${text}, 'UTF8')), 'hex')`
    : sql<string>`sha256_hex(${text})`;
}
