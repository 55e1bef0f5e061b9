import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrations } from '../../src/migrations/index.ts';
import type { Db } from '../../src/platform/db/engine.ts';
import { migrate, SchemaTooNew } from '../../src/platform/db/migrate.ts';
import { createEmptyDatabase, describeEachEngine, type TestDatabase } from '../harness/database.ts';

/** Tables, columns and indexes, and when each migration ran. */
async function describeSchema(db: Db, engine: TestDatabase['engine']) {
  const objects =
    engine === 'sqlite'
      ? sql`select type, name, sql from sqlite_schema order by type, name`
      : sql`select table_name, column_name, data_type, is_nullable from information_schema.columns
            where table_schema = 'public' union all
            select indexname, indexdef, '', '' from pg_indexes where schemaname = 'public' order by 1, 2`;
  const ran = sql`select * from kysely_migration order by name`;
  return { objects: (await objects.execute(db)).rows, ran: (await ran.execute(db)).rows };
}

const tableNames = async (db: Db) => (await db.introspection.getTables()).map((table) => table.name);

// biome-ignore lint/suspicious/noExplicitAny: a migration knows no table types
const createTable = (name: string) => (db: Kysely<any>) =>
  db.schema.createTable(name).addColumn('id', 'text').execute();

const failing: Migration = {
  async up(db) {
    await createTable('half')(db);
    throw new Error('cut short');
  },
};

describeEachEngine('migrating', (engine) => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createEmptyDatabase(engine);
  });
  afterEach(() => database.close());

  it('makes the schema, and changes nothing the second time', async () => {
    await migrate(database.db, migrations);
    const first = await describeSchema(database.db, engine);
    expect(first.ran).toHaveLength(Object.keys(migrations).length);
    await migrate(database.db, migrations);
    expect(await describeSchema(database.db, engine)).toEqual(first);
  });

  it('brings an older database up to date and keeps its rows', async () => {
    const older: Record<string, Migration> = { '0001-a': { up: createTable('a') } };
    await migrate(database.db, older);
    await sql`insert into a (id) values ('kept')`.execute(database.db);
    await migrate(database.db, { ...older, '0002-b': { up: createTable('b') } });
    expect(await tableNames(database.db)).toEqual(['a', 'b']);
    expect((await sql`select id from a`.execute(database.db)).rows).toEqual([{ id: 'kept' }]);
  });

  it('tells beforehand what the database of an earlier version lacks, and nothing of a new or a current one', async () => {
    const told: (readonly string[])[] = [];
    const tell = (missing: readonly string[]) => void told.push(missing);
    const older: Record<string, Migration> = { '0001-a': { up: createTable('a') } };
    const newer = { ...older, '0002-b': { up: createTable('b') }, '0003-c': { up: createTable('c') } };
    await migrate(database.db, older, tell);
    expect(told).toEqual([]);
    await migrate(database.db, newer, tell);
    await migrate(database.db, newer, tell);
    expect(told).toEqual([['0002-b', '0003-c']]);
  });

  it('is refused, before anything is changed, where a newer version has been', async () => {
    const older: Record<string, Migration> = { '0001-a': { up: createTable('a') } };
    await migrate(database.db, { ...older, '0099-future': { up: createTable('future') } });
    const before = await describeSchema(database.db, engine);
    const migrating = migrate(database.db, { ...older, '0002-b': { up: createTable('b') } });
    await expect(migrating).rejects.toThrow(SchemaTooNew);
    await expect(migrating).rejects.toThrow('(0099-future)');
    expect(await describeSchema(database.db, engine)).toEqual(before);
  });

  it('leaves nothing of a migration that failed, and succeeds once that is mended', async () => {
    const first: Record<string, Migration> = { '0001-a': { up: createTable('a') } };
    await migrate(database.db, first);
    await expect(migrate(database.db, { ...first, '0002-half': failing })).rejects.toThrow('cut short');
    expect(await tableNames(database.db)).toEqual(['a']);
    await migrate(database.db, { ...first, '0002-half': { up: createTable('half') } });
    expect(await tableNames(database.db)).toEqual(['a', 'half']);
  });

  it('is done once when several servers start at the same moment', async () => {
    const others = Array.from({ length: 4 }, () => database.openAgain());
    try {
      await Promise.all([database, ...others].map(({ db }) => migrate(db, migrations)));
    } finally {
      for (const other of others) await other.close();
    }
    const { ran } = await describeSchema(database.db, engine);
    expect(ran).toHaveLength(Object.keys(migrations).length);
  });
});
