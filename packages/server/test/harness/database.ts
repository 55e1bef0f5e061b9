import { randomBytes } from 'node:crypto';
import { copyFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, inject } from 'vitest';
import type { Engine } from '../../src/platform/db/engine.ts';
import { type DatabaseLocation, type OpenDatabase, openDatabase } from '../../src/platform/db/open-database.ts';
import { leaveDatabase, takeSpareDatabase } from './spare-postgres.ts';
import { holdFile, leaveFile, openHeld, takeSpareFile } from './spare-sqlite.ts';
import { runStatement, TEMPLATE_NAME } from './template-database.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

export type TestDatabase = OpenDatabase & {
  /** Opens the same data once more, as a second process would; to be closed before the first. */
  openAgain(): OpenDatabase;
  /** Ends its use; the data goes, before another test sees it. */
  close(): Promise<void>;
};

/** Whether tests can run on `engine` here; when not, the run has said why. */
export function hasEngine(engine: Engine): boolean {
  return engine === 'sqlite' || inject('postgresUrl') !== '';
}

/** Runs the same suite on SQLite and on PostgreSQL. */
export function describeEachEngine(name: string, suite: (engine: Engine) => void): void {
  for (const engine of ['sqlite', 'postgres'] as const) {
    describe.skipIf(!hasEngine(engine))(`${name} on ${engine}`, () => suite(engine));
  }
}

type Place = { readonly location: DatabaseLocation; remove(): Promise<void> };

async function makeSqlite(): Promise<Place> {
  const directory = await createTemporaryDirectory('sqlite');
  const file = join(directory, 'test.sqlite');
  return { location: { engine: 'sqlite', file }, remove: () => rm(directory, { recursive: true, force: true }) };
}

async function copyTemplate(): Promise<string> {
  const file = join(await createTemporaryDirectory('sqlite'), 'test.sqlite');
  await copyFile(inject('sqliteTemplate'), file);
  return file;
}

async function makePostgres(fromTemplate: boolean): Promise<Place> {
  const server = inject('postgresUrl');
  const spare = fromTemplate ? takeSpareDatabase() : undefined;
  const name = spare ?? `test_${randomBytes(8).toString('hex')}`;
  if (spare === undefined) {
    await runStatement(server, `create database ${name} template ${fromTemplate ? TEMPLATE_NAME : 'template0'}`);
  }
  const url = new URL(server);
  url.pathname = `/${name}`;
  // All of a test's connections are of one machine that does much else.
  url.searchParams.set('connect_timeout', '30');
  return {
    location: { engine: 'postgres', url: url.href },
    // By force: a test that failed may have left connections open.
    remove: () =>
      fromTemplate ? leaveDatabase(server, name) : runStatement(server, `drop database ${name} with (force)`),
  };
}

async function openPlace({ location, remove }: Place): Promise<TestDatabase> {
  const openAgain = () => openDatabase(location, () => {}); // a connection lost while idle shows in the next query
  const database = openAgain();
  const close = async () => {
    await database.close();
    await remove();
  };
  return { ...database, openAgain, close };
}

async function openSpareFile(): Promise<TestDatabase> {
  const held = takeSpareFile() ?? (await holdFile(await copyTemplate()));
  const location = { engine: 'sqlite', file: held.file } as const;
  const db = openHeld(held);
  const close = async () => {
    await db.destroy();
    if (!(await leaveFile(held))) await rm(dirname(held.file), { recursive: true, force: true });
  };
  const waitingWriters = held.threads.waiting.shared;
  return { engine: 'sqlite', location, db, waitingWriters, openAgain: () => openDatabase(location, () => {}), close };
}

/** A database of its own with the schema of today and no rows; to be closed after the test. */
export async function createTestDatabase(engine: Engine): Promise<TestDatabase> {
  return engine === 'sqlite' ? openSpareFile() : openPlace(await makePostgres(true));
}

/** A database of its own without any table, for tests of the migrations. */
export async function createEmptyDatabase(engine: Engine): Promise<TestDatabase> {
  return openPlace(await (engine === 'sqlite' ? makeSqlite() : makePostgres(false)));
}
