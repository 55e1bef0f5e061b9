import { Kysely, sql } from 'kysely';
import type { Db } from '../../src/platform/db/engine.ts';
import { ThreadedSqliteDialect } from '../../src/platform/db/sqlite-dialect.ts';
import { SqliteThreads } from '../../src/platform/db/sqlite-threads.ts';
import type { Database } from '../../src/platform/db/tables.ts';

/** A SQLite file that is held open, and the version of the schema that a test finds in it. */
export type HeldFile = { readonly file: string; readonly threads: SqliteThreads; readonly schemaVersion: number };

/** A test that is over may have left a transaction that nobody ended; then the file is not worth waiting for. */
const EMPTIED_WITHIN_MS = 2_000;

const spare: HeldFile[] = [];

/** A file that a test before has left, empty again; undefined when there is none. */
export const takeSpareFile = (): HeldFile | undefined => spare.pop();

/** Ends with its own test, and leaves the threads to the next: what still asks afterwards is refused. */
export const openHeld = ({ threads }: HeldFile): Db =>
  new Kysely<Database>({ dialect: new ThreadedSqliteDialect(threads) });

async function readSchemaVersion(db: Db): Promise<number> {
  const { rows } = await sql<{ schema_version: number }>`pragma schema_version`.execute(db);
  return rows[0]?.schema_version ?? 0;
}

export async function holdFile(file: string): Promise<HeldFile> {
  const threads = new SqliteThreads(file);
  const db = openHeld({ file, threads, schemaVersion: 0 });
  const schemaVersion = await readSchemaVersion(db);
  await db.destroy();
  return { file, threads, schemaVersion };
}

function empty(db: Db): Promise<void> {
  return db.transaction().execute(async (trx) => {
    await sql`pragma defer_foreign_keys = on`.execute(trx);
    const { rows } = await sql<{ name: string }>`
      select name from sqlite_schema where type = 'table' and name not like 'kysely\\_%' escape '\\'
      and (name = 'sqlite_sequence' or name not like 'sqlite\\_%' escape '\\')`.execute(trx);
    for (const { name } of rows) await sql`delete from ${sql.table(name)}`.execute(trx);
  });
}

async function isUsable(held: HeldFile): Promise<boolean> {
  const db = openHeld(held);
  const tooLate = AbortSignal.timeout(EMPTIED_WITHIN_MS);
  const late = new Promise<false>((resolve) => tooLate.addEventListener('abort', () => resolve(false)));
  const emptied = empty(db).then(async () => (await readSchemaVersion(db)) === held.schemaVersion);
  return Promise.race([emptied.catch(() => false), late]);
}

/**
 * Keeps the file for the next test of this process: to empty one takes a tenth of the time of starting the threads for another. False
 * when it cannot be emptied or has other tables than before; then it is closed.
 */
export async function leaveFile(held: HeldFile): Promise<boolean> {
  if (await isUsable(held)) {
    spare.push(held);
    return true;
  }
  await held.threads.close();
  return false;
}
