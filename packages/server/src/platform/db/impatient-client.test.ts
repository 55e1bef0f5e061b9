import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasEngine } from '../../../test/harness/database.ts';
import { type Postgres, startPostgres } from '../../../test/harness/postgres.ts';
import { runStatement } from '../../../test/harness/template-database.ts';
import { createPostgresPool } from './postgres-pool.ts';

describe.skipIf(!hasEngine('postgres'))('a query that PostgreSQL does not answer in time', () => {
  let postgres: Postgres;
  let pool: pg.Pool;
  beforeAll(async () => {
    postgres = await startPostgres();
    await runStatement(postgres.url(), 'create table kept (id text)');
    pool = createPostgresPool(postgres.url(), () => {}, { connectionsMax: 1, statementTimeoutMs: 2_000 });
  });
  afterAll(async () => {
    await pool.end();
    await postgres.destroy();
  });

  it('leaves no transaction behind for whoever uses the pool next', async () => {
    const client = await pool.connect();
    await postgres.pause();
    await expect(client.query('begin')).rejects.toThrow('Query read timeout');
    client.release();
    await postgres.resume();
    await pool.query("insert into kept values ('a')");

    const elsewhere = createPostgresPool(postgres.url(), () => {});
    expect((await elsewhere.query('select id from kept')).rows).toEqual([{ id: 'a' }]);
    await elsewhere.end();
  });

  it('makes the next query of its transaction fail at once', async () => {
    const client = await pool.connect();
    await client.query('begin');
    await postgres.pause();
    await expect(client.query('select 1')).rejects.toThrow('Query read timeout');
    await expect(client.query('rollback')).rejects.toThrow('not queryable');
    client.release();
    await postgres.resume();
  });
});
