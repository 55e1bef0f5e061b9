import { afterAll, beforeAll, beforeEach } from 'vitest';
import { deriveKeyring } from '../../src/platform/crypto/keyring.ts';
import { createPasswordHasher } from '../../src/platform/crypto/password-hash.ts';
import { createSealer } from '../../src/platform/crypto/seal.ts';
import type { Engine } from '../../src/platform/db/engine.ts';
import type { Caller } from '../../src/platform/events/caller.ts';
import { createIds } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import { createComponentRegistry } from '../../src/shares/components/component-registry.ts';
import { OpenedShares } from '../../src/shares/opened-shares.ts';
import { createProvenPasswords } from '../../src/shares/proven-passwords.ts';
import type { ShareDeps } from '../../src/shares/share-deps.ts';
import type { ShareVisitor } from '../../src/shares/show-share.ts';
import { createSpendView } from '../../src/shares/spend-view.ts';
import { createViewTally } from '../../src/shares/view-tally.ts';
import { createVisitCounter, createVisitorIdentifier, openJournal, openVisits } from '../../src/visits/index.ts';
import { createTestClock, type TestClock } from '../harness/clock.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { createTemporaryDirectory } from '../harness/temporary-directory.ts';

export const OUR_KEY: Caller = {
  workspaceId: 'wsp_ours',
  livemode: true,
  actor: { kind: 'key', id: 'key_ours', address: '203.0.113.0' },
};

export const SOMEBODY: ShareVisitor = {
  connection: {},
  clientAddress: '198.51.100.1',
  userAgent: 'Mozilla/5.0',
  referrer: '',
  asksForPrivacy: false,
};

export type UsedShares = { readonly database: TestDatabase; readonly deps: ShareDeps; readonly clock: TestClock };

/** For a suite: what the use cases of shares need, with a real journal and real visits, without shares before each test. */
export function useShares(engine: Engine): UsedShares {
  const clock = createTestClock();
  const log = createLog('silent');
  const keyring = deriveKeyring(Buffer.alloc(32, 1));
  const open = new AsyncDisposableStack();
  let database: TestDatabase;
  let deps: ShareDeps;

  beforeAll(async () => {
    database = await createTestDatabase(engine);
    open.defer(() => database.close());
    const journal = openJournal({ directory: await createTemporaryDirectory('journal'), sync: 'interval', log });
    const visits = openVisits({
      ...database,
      journal,
      ownHosts: [],
      retentionDays: undefined,
      eventKinds: [],
      keyring,
      clock,
      log,
    });
    open.defer(() => visits.close());
    open.defer(() => journal.close());
    const store = { db: database.db, sealer: createSealer(keyring), keyring, clock, ids: createIds(clock), log };
    const publicUrl = 'https://proffer.test';
    deps = {
      ...store,
      visits,
      countVisit: createVisitCounter({
        journal,
        identifyVisitor: createVisitorIdentifier({ at: () => 'salt', close: () => {} }),
        honourPrivacySignal: false,
      }),
      components: createComponentRegistry([]),
      passwords: createPasswordHasher(),
      provenPasswords: createProvenPasswords(),
      spendView: createSpendView({ ...store, publicUrl }),
      countView: createViewTally({ visits, log, isOnlyNode: true }),
      openedShares: new OpenedShares(1_000_000),
      publicUrl,
    };
  });
  beforeEach(async () => {
    for (const table of ['shares', 'share_bodies', 'share_password_attempts', 'events', 'audit_entries'] as const) {
      await database.db.deleteFrom(table).execute();
    }
  });
  afterAll(() => open.disposeAsync());

  return {
    clock,
    get database() {
      return database;
    },
    get deps() {
      return deps;
    },
  };
}
