import pg from 'pg';
import { runStatement } from './template-database.ts';

/** A database of a test that is over may be held by a connection that nobody closed; then it is not worth waiting for. */
const LOCK_TIMEOUT_MS = 2_000;

const spare: string[] = [];

/** A database that a test of this file has left, empty again; undefined when there is none. */
export function takeSpareDatabase(): string | undefined {
  return spare.pop();
}

// To truncate a table takes a millisecond also when nothing is in it, and a test fills few of them. All are locked first: whoever still
// holds one may yet write into it.
const EMPTY = `do $$
declare
  every text[];
  filled text[] := '{}';
  one text;
  has_rows boolean;
begin
  select coalesce(array_agg(quote_ident(tablename)), '{}') into every
    from pg_tables where schemaname = 'public' and tablename not like 'kysely\\_%';
  if every = '{}' then return; end if;
  execute 'lock table ' || array_to_string(every, ', ');
  foreach one in array every loop
    execute 'select exists (select from ' || one || ')' into has_rows;
    if has_rows then filled := filled || one; end if;
  end loop;
  if filled <> '{}' then execute 'truncate ' || array_to_string(filled, ', ') || ' cascade'; end if;
  perform setval(quote_ident(sequencename)::regclass, start_value, false)
    from pg_sequences where schemaname = 'public' and last_value is not null;
end $$`;

async function empty(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`set lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await client.query(EMPTY);
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
