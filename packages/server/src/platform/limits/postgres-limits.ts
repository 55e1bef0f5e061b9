import type pg from 'pg';
import type { Log } from '../log.ts';
import { createLimits, KEYS_MAX, type Limits } from './limits.ts';
import { createMemoryCounter } from './memory-counter.ts';
import { createPostgresCounter } from './postgres-counter.ts';

type PostgresOptions = {
  readonly pool: pg.Pool;
  readonly subjectKey: Buffer;
  readonly log: Log;
  /** How long a request waits for the database to count it: 500 when left out. */
  readonly timeoutMs?: number;
};

/**
 * Limits that hold across all nodes on one PostgreSQL. While it is away, each node goes on from what it last heard. `subjectKey` is the
 * same on every node: see the counter.
 */
export function createPostgresLimits(options: PostgresOptions): Limits {
  return createLimits(createPostgresCounter({ timeoutMs: 500, ...options, own: createMemoryCounter(KEYS_MAX) }));
}
