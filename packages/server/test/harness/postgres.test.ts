import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasEngine } from './database.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { runStatement } from './template-database.ts';

describe.skipIf(!hasEngine('postgres'))('a PostgreSQL of a test', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.destroy());

  const connect = (connectionTimeoutMillis: number) => {
    const client = new pg.Client({ connectionString: postgres.url(), connectionTimeoutMillis, query_timeout: 300 });
    return client.connect();
  };

  it('keeps its data and its port when it is stopped and started again', async () => {
    await runStatement(postgres.url(), 'create table kept (id text)');
    await postgres.stop();
    await expect(connect(20_000)).rejects.toThrow('ECONNREFUSED');
    await postgres.start();
    await runStatement(postgres.url(), 'drop table kept');
  });

  it('answers neither old nor new connections while it is paused, and then goes on', async () => {
    const client = await connect(20_000);
    await postgres.pause();
    await expect(client.query('select 1')).rejects.toThrow('timeout');
    await expect(connect(300)).rejects.toThrow('timeout');
    await postgres.resume();
    await runStatement(postgres.url(), 'select 1');
    await client.end();
  });
});
