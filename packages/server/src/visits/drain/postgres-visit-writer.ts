import { createPostgresPool } from '../../platform/db/postgres-pool.ts';
import type { SegmentName } from '../journal/segment-name.ts';
import { postgresNumbers } from './postgres-numbers.ts';
import { createPostgresTransaction, readProgress } from './postgres-visit-transaction.ts';
import type { VisitTransaction, VisitWriter } from './visit-writer.ts';

/** The advisory lock that lets one drain write at a time: "PROF", "drai". Taken by nothing else. */
const DRAIN_LOCK = '5784079, 1685217641';

/** A batch of many thousand rows may take its time: nobody waits for it. */
const STATEMENT_TIMEOUT_MS = 10_000;

/** `onIdleError` hears of connections lost while nobody used them. */
export function openPostgresVisitWriter(url: string, onIdleError: (error: Error) => void): VisitWriter {
  const pool = createPostgresPool(url, onIdleError, { connectionsMax: 1, statementTimeoutMs: STATEMENT_TIMEOUT_MS });

  async function transaction<T>(work: (transaction: VisitTransaction) => Promise<T>): Promise<T> {
    const client = await pool.connect();
    let failure: unknown;
    try {
      await client.query('begin');
      // Roll-ups are read, added to and written back, which is exact only when nobody does the same in between.
      await client.query(`select pg_advisory_xact_lock(${DRAIN_LOCK})`);
      const result = await work(createPostgresTransaction(client));
      await client.query('commit');
      return result;
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      // A connection that failed is not used again: whether its transaction has ended is not known.
      client.release(failure !== undefined);
    }
  }

  return {
    progress: (segments) => readProgress(pool, segments),
    numberSubjects: postgresNumbers(pool, {
      find: 'select subject_id as name, number from visit_subjects where subject_id = any($1)',
      add: `insert into visit_subjects (subject_id, clicks) select unnest($1::text[]), 0
        on conflict (subject_id) do nothing`,
    }),
    numberValues: postgresNumbers(pool, {
      find: 'select value as name, number from visit_values where value = any($1)',
      add: 'insert into visit_values (value) select unnest($1::text[]) on conflict (value) do nothing',
    }),
    transaction,
    async flush() {}, // each commit already did
    async forgetSegment({ writer, number }: SegmentName) {
      await pool.query('delete from journal_segments where writer = $1 and number <= $2', [writer, number]);
    },
    close: () => pool.end(),
  };
}
