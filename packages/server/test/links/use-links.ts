import { afterAll, beforeAll, beforeEach } from 'vitest';
import type { Engine } from '../../src/platform/db/engine.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { createLinkDeps, type LinkTestDeps } from './create-link-deps.ts';

export type UsedLinks = { readonly database: TestDatabase; readonly deps: LinkTestDeps };

const TABLES = ['links', 'idempotency_keys', 'changes', 'events', 'audit_entries', 'event_heads'] as const;

/** For a suite: what its tests work with, without links before each. A PostgreSQL database of its own for each test took most of the time. */
export function useLinks(engine: Engine): UsedLinks {
  let database: TestDatabase;
  let deps: LinkTestDeps;
  beforeAll(async () => {
    database = await createTestDatabase(engine);
  });
  beforeEach(async () => {
    for (const table of TABLES) await database.db.deleteFrom(table).execute();
    deps = createLinkDeps(database);
  });
  afterAll(() => database.close());
  return {
    get database() {
      return database;
    },
    get deps() {
      return deps;
    },
  };
}
