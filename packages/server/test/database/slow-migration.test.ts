import pg from 'pg';
import { describe, expect, it, onTestFinished } from 'vitest';
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

describe.skipIf(!hasEngine('postgres'))('a start on PostgreSQL', () => {
  it('waits for the migration of another node for longer than a request waits', async () => {
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
});
