import { type Config, readOrCreateSecretKey } from './config/index.ts';
import { migrations } from './migrations/index.ts';
import type { Clock } from './platform/clock.ts';
import { systemClock } from './platform/clock.ts';
import { checkSecret } from './platform/crypto/check-secret.ts';
import { deriveKeyring, type Keyring } from './platform/crypto/keyring.ts';
import { createSealer, type Sealer } from './platform/crypto/seal.ts';
import type { Db } from './platform/db/engine.ts';
import { migrate } from './platform/db/migrate.ts';
import { type OpenDatabase, openDatabase } from './platform/db/open-database.ts';
import { createIds, type Ids } from './platform/ids.ts';
import type { Log } from './platform/log.ts';

/** The data and what is needed to read it: what the server and the operator's commands have in common. */
export type Store = {
  readonly database: OpenDatabase;
  readonly db: Db;
  readonly keyring: Keyring;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly ids: Ids;
  close(): Promise<void>;
};

/** A migration, and the wait for that of another node, may take longer than a request may wait for PostgreSQL. */
async function migrateDatabase(database: OpenDatabase, log: Log): Promise<void> {
  const onUpgrade = (missing: readonly string[]): void =>
    log.info(
      { migrations: missing },
      'the database is of an earlier version: bringing it up to date, which may take minutes',
    );
  if (database.engine === 'sqlite') return migrate(database.db, migrations, onUpgrade);
  const patient = openDatabase(database.location, () => {}, { connectionsMax: 2, statementTimeoutMs: 'none' });
  try {
    await migrate(patient.db, migrations, onUpgrade);
  } finally {
    await patient.close();
  }
}

/**
 * Opens the data of `config`, made when there is none, with its schema up to date. Throws when the secret key is missing or
 * wrong, or when the schema is of a newer Proffer.
 */
export async function openStore(config: Config, log: Log): Promise<Store> {
  const clock = systemClock;
  const database = openDatabase(config.storage.database, (error) =>
    log.warn({ err: error }, 'an idle connection to the database was lost'),
  );
  try {
    const keyring = deriveKeyring(await readOrCreateSecretKey(config));
    const sealer = createSealer(keyring);
    await migrateDatabase(database, log);
    await checkSecret(database.db, sealer);
    return { database, db: database.db, keyring, sealer, clock, ids: createIds(clock), close: () => database.close() };
  } catch (error) {
    await database.close();
    throw error;
  }
}
