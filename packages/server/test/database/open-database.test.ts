import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { type DatabaseLocation, openDatabase } from '../../src/platform/db/open-database.ts';
import { explainConnectionFailures } from '../../src/platform/db/postgres-connection-failure.ts';
import { hasEngine } from '../harness/database.ts';
import { freePort } from '../harness/free-port.ts';
import { createTemporaryDirectory } from '../harness/temporary-directory.ts';

async function failure(location: DatabaseLocation): Promise<string> {
  const database = openDatabase(location, () => {});
  try {
    await sql`select 1`.execute(database.db);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await database.close();
  }
  throw new Error('the database could be opened');
}

describe('a database that cannot be opened', () => {
  it('on SQLite is named by its file', async () => {
    const file = join(await createTemporaryDirectory('open'), 'missing', 'proffer.sqlite');
    expect(await failure({ engine: 'sqlite', file })).toBe(`cannot open ${file}: unable to open database file`);
  });

  it('on SQLite is named by its file when that is something else', async () => {
    const file = join(await createTemporaryDirectory('open'), 'proffer.sqlite');
    await writeFile(file, 'A letter, and no database at all. '.repeat(100));
    expect(await failure({ engine: 'sqlite', file })).toBe(`cannot open ${file}: file is not a database`);
  });

  it.skipIf(!hasEngine('postgres'))('on PostgreSQL says where nobody answered, and not the password', async () => {
    const port = await freePort();
    const message = await failure({ engine: 'postgres', url: `postgres://proffer:secret@127.0.0.1:${port}/proffer` });
    expect(message).toBe(`cannot connect to PostgreSQL at 127.0.0.1:${port}: connect ECONNREFUSED 127.0.0.1:${port}`);
  });

  it.skipIf(!hasEngine('postgres'))('on PostgreSQL says why it was turned away', async () => {
    const url = new URL(inject('postgresUrl'));
    url.pathname = '/missing';
    const message = await failure({ engine: 'postgres', url: url.href });
    expect(message).toBe(`cannot connect to PostgreSQL at ${url.host}: database "missing" does not exist`);
  });

  it('on PostgreSQL tells of every address that a name has', async () => {
    const pool = new pg.Pool({ host: 'db.example', port: 5432 });
    // The rejection of Node's own `connect` for a name with two addresses, which no name here has for certain.
    pool.connect = () => Promise.reject(new AggregateError([new Error('refused ::1'), new Error('refused 127.0.0.1')]));
    const connecting = explainConnectionFailures(pool).connect();
    const message = 'cannot connect to PostgreSQL at db.example:5432: refused ::1; refused 127.0.0.1';
    await expect(connecting).rejects.toThrow(message);
  });
});
