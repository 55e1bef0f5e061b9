import pg from 'pg';
import { migrations } from '../../src/migrations/index.ts';
import { migrate } from '../../src/platform/db/migrate.ts';
import { type DatabaseLocation, openDatabase } from '../../src/platform/db/open-database.ts';

export const TEMPLATE_NAME = 'proffer_template';

/** Migrates the empty database at `location`, of which tests get copies: that is faster than migrating each. */
export async function makeTemplate(location: DatabaseLocation): Promise<void> {
  const database = openDatabase(location, (error) => {
    throw error;
  });
  try {
    await migrate(database.db, migrations);
  } finally {
    await database.close();
  }
}

/** Runs one statement at `url` that cannot run inside a transaction or by a pool, such as CREATE DATABASE. */
export async function runStatement(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
