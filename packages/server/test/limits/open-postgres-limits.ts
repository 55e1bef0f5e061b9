import { createPostgresPool } from '../../src/platform/db/postgres-pool.ts';
import type { Limits } from '../../src/platform/limits/limits.ts';
import { createPostgresLimits } from '../../src/platform/limits/postgres-limits.ts';
import { createLog } from '../../src/platform/log.ts';
import { createTestDatabase } from '../harness/database.ts';

export type PostgresLimits = {
  readonly limits: Limits;
  /** The limits of another node on the same database. */
  readonly limitsElsewhere: Limits;
  /** Every key in the table. */
  storedKeys(): Promise<string[]>;
  close(): Promise<void>;
};

export async function openPostgresLimits(): Promise<PostgresLimits> {
  const database = await createTestDatabase('postgres');
  if (database.location.engine !== 'postgres') throw new Error('these limits are those of PostgreSQL');
  const pool = createPostgresPool(database.location.url, () => {}); // a connection lost while idle shows in the next query
  const options = { pool, subjectKey: Buffer.alloc(32, 7), log: createLog('silent'), timeoutMs: 20_000 };
  return {
    limits: createPostgresLimits(options),
    limitsElsewhere: createPostgresLimits(options),
    storedKeys: async () =>
      (await pool.query<{ key: string }>('select key from rate_limits')).rows.map((row) => row.key),
    close: async () => {
      await pool.end();
      await database.close();
    },
  };
}
