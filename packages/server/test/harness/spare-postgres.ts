import pg from 'pg';
import { runStatement } from './template-database.ts';

/** A database of a test that is over may be held by a connection that nobody closed; then it is not worth waiting for. */
const LOCK_TIMEOUT_MS = 2_000;

const spare: string[] = [];

/** A database that a test of this file has left, empty again; undefined when there is none. */
export function takeSpareDatabase(): string | undefined {
  return spare.pop();
}

async function empty(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set lock_timeout = ${LOCK_TIMEOUT_MS}`);
    const { rows } = await client.query<{ tables: string | null }>(
      `select string_agg(quote_ident(tablename), ', ') as tables from pg_tables
       where schemaname = 'public' and tablename not like 'kysely\\_%'`,
    );
    if (rows[0]?.tables) await client.query(`truncate ${rows[0].tables} restart identity cascade`);
  } finally {
    await client.end();
  }
}

/**
 * Keeps the database `name` for the next test of this file: emptying one takes a tenth of the time of making one. One that cannot be
 * emptied is dropped, by force: a test that failed may have left connections open.
 */
export async function leaveDatabase(server: string, name: string): Promise<void> {
  const url = new URL(server);
  url.pathname = `/${name}`;
  try {
    await empty(url.href);
    spare.push(name);
  } catch {
    await runStatement(server, `drop database ${name} with (force)`);
  }
}
