import { type RawBuilder, sql } from 'kysely';
import type { VisitChunkTable } from '../visits.table.ts';

/** The chunks of a subject lie under these. */
export type ChunkKey = Pick<VisitChunkTable, 'quarter' | 'batch'>;

/** Those of a subject with these keys, of which there must be one. As row values: each is looked up in the primary key. */
export function isChunkOf(subject: number, keys: readonly ChunkKey[]): RawBuilder<boolean> {
  const rows = keys.map(
    // PostgreSQL takes a parameter among `values` for a text.
    ({ quarter, batch }) => sql`(cast(${quarter} as integer), cast(${batch} as bigint), cast(${subject} as bigint))`,
  );
  return sql<boolean>`(quarter, batch, subject) in (values ${sql.join(rows)})`;
}
