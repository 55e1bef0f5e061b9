import type { Db } from '../../platform/db/engine.ts';
import type { VisitChunkTable } from '../visits.table.ts';

/** Where a chunk of a subject is, and the time it is of. */
export type ChainedChunk = Pick<VisitChunkTable, 'quarter' | 'batch' | 'first_at' | 'last_at'>;

/** The chunks of a subject in some quarter hours, without their visits, in no order. */
export function readChains(db: Db, subject: number, quarters: readonly number[]): Promise<ChainedChunk[]> {
  const chunk = [
    'visit_chunks.quarter',
    'visit_chunks.batch',
    'visit_chunks.previous',
    'visit_chunks.first_at',
    'visit_chunks.last_at',
  ] as const;
  return db
    .withRecursive('chain(quarter, batch, previous, first_at, last_at)', (query) =>
      query
        .selectFrom('visit_quarters')
        .innerJoin('visit_chunks', (join) =>
          join
            .onRef('visit_chunks.quarter', '=', 'visit_quarters.quarter')
            .onRef('visit_chunks.batch', '=', 'visit_quarters.last_batch')
            .onRef('visit_chunks.subject', '=', 'visit_quarters.subject'),
        )
        .select(chunk)
        .where('visit_quarters.subject', '=', subject)
        .where('visit_quarters.quarter', 'in', quarters)
        .unionAll(
          query
            .selectFrom('chain')
            .innerJoin('visit_chunks', (join) =>
              join
                .onRef('visit_chunks.quarter', '=', 'chain.quarter')
                .onRef('visit_chunks.batch', '=', 'chain.previous')
                .on('visit_chunks.subject', '=', subject),
            )
            .select(chunk),
        ),
    )
    .selectFrom('chain')
    .select(['quarter', 'batch', 'first_at', 'last_at'])
    .execute();
}
