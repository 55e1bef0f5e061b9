import type { PostgresPool } from 'kysely';
import pg from 'pg';
import { DatabaseUnavailable } from './database-unavailable.ts';

/** Trying each address of a name fails with one error for all, whose own message is empty. */
function reasonsOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonsOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}

/** `pool`, whose failures to connect tell where it tried to; the password is not told. */
export function explainConnectionFailures(pool: pg.Pool): PostgresPool {
  const { host, port } = new pg.Client(pool.options);
  return {
    options: pool.options,
    connect: async () => {
      try {
        return await pool.connect();
      } catch (error) {
        throw new DatabaseUnavailable(`cannot connect to PostgreSQL at ${host}:${port}: ${reasonsOf(error)}`, error);
      }
    },
    end: () => pool.end(),
  };
}
