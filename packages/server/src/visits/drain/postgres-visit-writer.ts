import { createPostgresPool } from '../../platform/db/postgres-pool.ts';
import type { SegmentName } from '../journal/segment-name.ts';
import { createPostgresTransaction, readDrainedBytes } from './postgres-visit-transaction.ts';
import type { VisitTransaction, VisitWriter } from './visit-writer.ts';

/** The advisory lock that lets one drain write at a time: "PROF", "drai". Taken by nothing else. */
const DRAIN_LOCK = '5784079, 1685217641';

/** A batch of many thousand rows may take its time: nobody waits for it. */
const STATEMENT_TIMEOUT_MS = 10_000;

/** `onIdleError` hears of connections lost while nobody used them. */
export function openPostgresVisitWriter(url: string, onIdleError: (error: Error) => void): VisitWriter {
  const pool = createPostgresPool(url, onIdleError, { connectionsMax: 1, statementTimeoutMs: STATEMENT_TIMEOUT_MS });

  async function transaction(work: (transaction: VisitTransaction) => Promise<void>): Promise<void> {
    const client = await pool.connect();
    let failure: unknown;
    try {
      await client.query('begin');
      // Roll-ups are read, added to and written back, which is exact only when nobody does the same in between.
      await client.query(`select pg_advisory_xact_lock(${DRAIN_LOCK})`);
      await work(createPostgresTransaction(client));
      await client.query('commit');
    } catch (error) {
      failure = error;
      throw error;
    } finally {
      // A connection that failed is not used again: whether its transaction has ended is not known.
      client.release(failure !== undefined);
    }
  }

  async function numbersOf(values: readonly string[]): Promise<Map<string, number>> {
    const known = await pool.query('select value, number from visit_values where value = any($1)', [values]);
    return new Map(known.rows.map((row) => [row.value, row.number]));
  }

  return {
    drainedBytes: (segments) => readDrainedBytes(pool, segments),
    async numberValues(values) {
      let numbers = await numbersOf(values);
      const missing = values.filter((value) => !numbers.has(value));
      if (missing.length > 0) {
        // Another node may add the same value at this moment; who was first decides, and both read its number.
        await pool.query('insert into visit_values (value) select unnest($1::text[]) on conflict (value) do nothing', [
          missing,
        ]);
        numbers = await numbersOf(values);
      }
      return values.map((value) => {
        const number = numbers.get(value);
        if (number === undefined) throw new Error('a value that was just added has no number');
        return number;
      });
    },
    transaction,
    async flush() {}, // each commit already did
    async forgetSegment({ writer, number }: SegmentName) {
      await pool.query('delete from journal_segments where writer = $1 and number <= $2', [writer, number]);
    },
    close: () => pool.end(),
  };
}
