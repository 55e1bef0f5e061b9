import type pg from 'pg';
import type { Config } from './config/index.ts';
import type { Keyring } from './platform/crypto/keyring.ts';
import { createPostgresPool } from './platform/db/postgres-pool.ts';
import { createMemoryLimits, type Limits } from './platform/limits/limits.ts';
import type { Log } from './platform/log.ts';

// Its own few connections: a limit must not wait behind the queries it is there to limit.
const CONNECTIONS_MAX = 3;

/** Limits hold in this process alone with SQLite, and across all nodes that share a PostgreSQL. */
export async function openLimits(
  { storage }: Pick<Config, 'storage'>,
  keyring: Keyring,
  log: Log,
): Promise<{ limits: Limits; close(): Promise<void> }> {
  if (storage.database.engine === 'sqlite') return { limits: createMemoryLimits(), close: async () => {} };
  // What it counts with is only loaded where it is needed: a start with SQLite is the sooner done.
  const { createPostgresLimits } = await import('./platform/limits/postgres-limits.ts');
  const pool: pg.Pool = createPostgresPool(
    storage.database.url,
    (error) => log.warn({ err: error }, 'an idle connection of the limits was lost'),
    { connectionsMax: CONNECTIONS_MAX },
  );
  return {
    limits: createPostgresLimits({ pool, subjectKey: keyring.limitSubjects, log }),
    close: () => pool.end(),
  };
}
