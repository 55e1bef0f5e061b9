import type { Engine } from '../../src/platform/db/engine.ts';
import { type DatabaseLocation, type OpenDatabase, openDatabase } from '../../src/platform/db/open-database.ts';
import { createEmptyDatabase } from '../harness/database.ts';
import type { ServerOptions } from '../harness/server-process.ts';
import { createTemporaryDirectory } from '../harness/temporary-directory.ts';
import { PLENTY } from './links-api.ts';

/** Where a server keeps its data, so that it can be started again and again on the same. */
export type ServerStore = {
  readonly options: ServerOptions & { readonly dataDir: string };
  readonly location: DatabaseLocation;
  /** Where the segments of the journal are. */
  readonly journalDirectory: string;
  /** A second way to the data, to be closed by who asks for it. */
  openDatabase(): OpenDatabase;
  remove(): Promise<void>;
};

/** An empty place, with limits that a test never meets. `env` as for `startServer`. */
export async function createServerStore(
  engine: Engine,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerStore> {
  const dataDir = await createTemporaryDirectory('faults');
  const options = { dataDir, env: { ...PLENTY, ...env } };
  const common = { journalDirectory: `${dataDir}/journal` };
  if (engine === 'sqlite') {
    const location = { engine, file: `${dataDir}/proffer.sqlite` } as const;
    return {
      ...common,
      options,
      location,
      openDatabase: () => openDatabase(location, () => {}),
      remove: async () => {},
    };
  }
  const { location, openAgain, close } = await createEmptyDatabase(engine);
  if (location.engine !== 'postgres') throw new Error('asked for PostgreSQL');
  return {
    ...common,
    options: { ...options, databaseUrl: location.url },
    location,
    openDatabase: openAgain,
    remove: close,
  };
}
