import { afterEach, beforeEach } from 'vitest';
import { deriveKeyring } from '../../src/platform/crypto/keyring.ts';
import type { Engine } from '../../src/platform/db/engine.ts';
import type { OpenDatabase } from '../../src/platform/db/open-database.ts';
import { createLog } from '../../src/platform/log.ts';
import { VISIT_EVENT_KINDS } from '../../src/visit-event-kinds.ts';
import { openVisits, type Visit, type Visits } from '../../src/visits/index.ts';
import { createWriterId } from '../../src/visits/journal/segment-name.ts';
import { createTestClock, type TestClock } from '../harness/clock.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { createTemporaryDirectory } from '../harness/temporary-directory.ts';
import { appendToSegment, encodeFrame, writeSegment } from './journal-files.ts';

export type ServedVisits = {
  readonly visits: Visits;
  readonly clock: TestClock;
  /** Writes a frame of visits to the journal, as if they had just been answered. */
  answer(...visits: Visit[]): void;
};

/** Visits over an empty journal, to be closed before the database. */
export async function serveVisits(database: OpenDatabase, retentionDays?: number): Promise<ServedVisits> {
  const directory = await createTemporaryDirectory('journal');
  const segment = { writer: createWriterId(), number: 1 };
  writeSegment(directory, segment);
  const clock = createTestClock('2026-03-10T12:00:00Z');
  const visits = openVisits({
    ...database,
    journal: { directory, writer: segment.writer },
    ownHosts: ['short.example'],
    keyring: deriveKeyring(Buffer.alloc(32, 1)),
    eventKinds: VISIT_EVENT_KINDS,
    retentionDays,
    clock,
    log: createLog('silent'),
  });
  return { visits, clock, answer: (...answered) => appendToSegment(directory, segment, encodeFrame(answered)) };
}

export type UsedVisits = ServedVisits & { readonly database: TestDatabase };

/** Visits over an empty database and an empty journal, for each test of a suite. */
export function useVisits(engine: Engine, retentionDays?: number): UsedVisits {
  let database: TestDatabase;
  let served: ServedVisits;
  beforeEach(async () => {
    database = await createTestDatabase(engine);
    served = await serveVisits(database, retentionDays);
  });
  afterEach(async () => {
    await served.visits.close();
    await database.close();
  });
  return {
    get database() {
      return database;
    },
    get visits() {
      return served.visits;
    },
    get clock() {
      return served.clock;
    },
    answer: (...visits) => served.answer(...visits),
  };
}
