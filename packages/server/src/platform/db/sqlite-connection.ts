import { DatabaseSync } from 'node:sqlite';

export type Durability = 'full' | 'normal';

/**
 * Opens a SQLite file with the settings that every connection of Proffer shares.
 *
 * `busy_timeout` comes first: switching to WAL takes a lock, and without a timeout a second process starting at the same
 * moment fails at once. `full` survives a power cut at every commit; `normal` may lose the last commits to one, never
 * consistency, and is for what the journal can give again.
 */
export function openSqlite(file: string, options: { readOnly: boolean; durability: Durability }): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: options.readOnly, timeout: 10_000 });
  database.exec('pragma busy_timeout = 10000');
  if (!options.readOnly) database.exec('pragma journal_mode = wal; pragma journal_size_limit = 67108864');
  database.exec(`pragma foreign_keys = on; pragma synchronous = ${options.durability}; pragma temp_store = memory`);
  return database;
}
