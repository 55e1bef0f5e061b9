import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations } from '../../packages/server/src/migrations/index.ts';
import { systemClock } from '../../packages/server/src/platform/clock.ts';
import { deriveKeyring } from '../../packages/server/src/platform/crypto/keyring.ts';
import type { Engine } from '../../packages/server/src/platform/db/engine.ts';
import { migrate } from '../../packages/server/src/platform/db/migrate.ts';
import { type DatabaseLocation, openDatabase } from '../../packages/server/src/platform/db/open-database.ts';
import { createLog } from '../../packages/server/src/platform/log.ts';
import { VISIT_EVENT_KINDS } from '../../packages/server/src/visit-event-kinds.ts';
import { openVisits, type Visits } from '../../packages/server/src/visits/index.ts';
import { createWriterId } from '../../packages/server/src/visits/journal/segment-name.ts';
import { startPostgres } from '../../packages/server/test/harness/postgres.ts';

export type StoreUnderTest = {
  readonly visits: Visits;
  readonly journalDirectory: string;
  close(): Promise<void>;
};

type Place = { readonly location: DatabaseLocation; remove(): Promise<void> };

async function makePlace(engine: Engine, directory: string): Promise<Place> {
  if (engine === 'sqlite')
    return { location: { engine, file: join(directory, 'proffer.sqlite') }, remove: async () => {} };
  const postgres = await startPostgres();
  return { location: { engine, url: postgres.url() }, remove: () => postgres.destroy() };
}

/** The visits of a server over an empty database, without the server. */
export async function openStoreUnderTest(engine: Engine): Promise<StoreUnderTest> {
  const directory = mkdtempSync(join(tmpdir(), 'proffer-bench-'));
  const journalDirectory = join(directory, 'journal');
  mkdirSync(journalDirectory);
  const { location, remove } = await makePlace(engine, directory);
  const log = createLog('warn');
  const database = openDatabase(location, () => {});
  await migrate(database.db, migrations);
  const visits = openVisits({
    ...database,
    journal: { directory: journalDirectory, writer: createWriterId() },
    ownHosts: [],
    keyring: deriveKeyring(randomBytes(32)),
    eventKinds: VISIT_EVENT_KINDS,
    retentionDays: undefined,
    clock: systemClock,
    log,
  });
  return {
    visits,
    journalDirectory,
    async close() {
      await visits.close();
      await database.close();
      await remove();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
