import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createPostgresPool } from '../../src/platform/db/postgres-pool.ts';
import { createTestDatabase, hasEngine } from '../harness/database.ts';
import { startServer } from '../harness/server-process.ts';

/** More than a request waits for PostgreSQL. */
const LONG_MS = 5_000;

async function postgresUrl(): Promise<string> {
  const database = await createTestDatabase('postgres');
  onTestFinished(() => database.close());
  if (database.location.engine !== 'postgres') throw new Error('asked for PostgreSQL');
  return database.location.url;
}

describe.skipIf(!hasEngine('postgres'))('patience with PostgreSQL', () => {
  it('is without end for the migration of another node, however short that of a request is', async () => {
    const url = await postgresUrl();
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    await other.query('begin');
    await other.query('lock table kysely_migration in access exclusive mode');
    const released = new Promise((resolve) => setTimeout(resolve, LONG_MS)).then(() => other.query('commit'));
    const server = await startServer({ databaseUrl: url });
    await released;
    expect(await server.stop()).toBe(0);
    await other.end();
  });

  it('is as long for a connection as the address says', async () => {
    const url = new URL(await postgresUrl());
    const takeTwo = async (seconds: string, freeAfterMs: number) => {
      url.searchParams.set('connect_timeout', seconds);
      const pool = createPostgresPool(url.href, () => {}, { connectionsMax: 1 });
      const first = await pool.connect();
      setTimeout(() => first.release(), freeAfterMs);
      const second = await pool.connect().catch((error: Error) => error);
      if (!(second instanceof Error)) second.release();
      await new Promise((resolve) => setTimeout(resolve, freeAfterMs));
      await pool.end();
      return second instanceof Error ? second.message : 'connected';
    };
    expect(await takeTwo('0.05', 300)).toBe('timeout exceeded when trying to connect');
    expect(await takeTwo('30', 300)).toBe('connected');
  });
});
