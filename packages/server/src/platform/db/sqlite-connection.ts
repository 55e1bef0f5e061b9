import { createHash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

export type Durability = 'full' | 'normal';

export type SqliteOptions = { readonly readOnly: boolean; readonly durability: Durability };

/**
 * Makes the file for its owner alone, whatever the umask; SQLite gives its WAL the same mode. A file that is there is left alone:
 * to open and close it would drop the locks that other connections of this process hold on it, and a tool of the operator that
 * takes itself for its last user would remove the WAL under them.
 */
function createPrivately(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch {
    // It is there, or cannot be made, and then SQLite says why.
  }
}

/** What PostgreSQL brings along: see `hashOfText`. */
function sha256Hex(text: unknown): string {
  return createHash('sha256').update(String(text), 'utf8').digest('hex');
}

function open(file: string, options: SqliteOptions): DatabaseSync {
  if (!options.readOnly) createPrivately(file);
  const database = new DatabaseSync(file, { readOnly: options.readOnly, timeout: 10_000 });
  try {
    database.exec('pragma busy_timeout = 10000');
    if (!options.readOnly) database.exec('pragma journal_mode = wal; pragma journal_size_limit = 67108864');
    database.exec(`pragma foreign_keys = on; pragma synchronous = ${options.durability}; pragma temp_store = memory`);
    database.function('sha256_hex', { deterministic: true }, sha256Hex);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/**
 * Opens a SQLite file with the settings that every connection of Proffer shares.
 *
 * `busy_timeout` comes first: switching to WAL takes a lock, and without a timeout a second process starting at the same
 * moment fails at once. `full` survives a power cut at every commit; `normal` may lose the last commits to one, never
 * consistency, and is for what the journal can give again. A file that does not open is named: SQLite does not say which.
 */
export function openSqlite(file: string, options: SqliteOptions): DatabaseSync {
  try {
    return open(file, options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`cannot open ${file}: ${reason}`, { cause: error });
  }
}
