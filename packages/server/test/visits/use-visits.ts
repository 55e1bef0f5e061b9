import { existsSync } from 'node:fs';
import { afterEach, beforeEach } from 'vitest';
import type { Engine } from '../../src/platform/db/engine.ts';
import { createLog } from '../../src/platform/log.ts';
import { openVisits, type Visit, type Visits } from '../../src/visits/index.ts';
import { createWriterId } from '../../src/visits/journal/segment-name.ts';
import { createTestClock, type TestClock } from '../harness/clock.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { createTemporaryDirectory } from '../harness/temporary-directory.ts';
import { appendToSegment, encodeFrame, segmentPath, writeSegment } from './journal-files.ts';

export type OpenVisits = {
  readonly database: TestDatabase;
  readonly visits: Visits;
  readonly clock: TestClock;
  readonly directory: string;
  /** This process's own writer. */
  readonly writer: string;
  /** Writes a frame of visits to the journal, as if they had just been answered. */
  answer(...visits: Visit[]): void;
};

/** Visits over an empty database and an empty journal, for each test of a suite. */
export function useVisits(engine: Engine, retentionDays?: number): OpenVisits {
  let open: OpenVisits | undefined;
  const opened = (): OpenVisits => {
    if (open === undefined) throw new Error('visits are open during tests only');
    return open;
  };

  beforeEach(async () => {
    const database = await createTestDatabase(engine);
    const directory = await createTemporaryDirectory('journal');
    const writer = createWriterId();
    const segment = { writer, number: 1 };
    const clock = createTestClock('2026-03-10T12:00:00Z');
    const visits = openVisits({
      ...database,
      journal: { directory, writer },
      ownHosts: ['short.example'],
      retentionDays,
      clock,
      log: createLog('silent'),
    });
    const answer = (...answered: Visit[]): void => {
      if (!existsSync(segmentPath(directory, segment))) writeSegment(directory, segment);
      appendToSegment(directory, segment, encodeFrame(answered));
    };
    open = { database, visits, clock, directory, writer, answer };
  });
  afterEach(async () => {
    await opened().visits.close();
    await opened().database.close();
  });

  return {
    get database() {
      return opened().database;
    },
    get visits() {
      return opened().visits;
    },
    get clock() {
      return opened().clock;
    },
    get directory() {
      return opened().directory;
    },
    get writer() {
      return opened().writer;
    },
    answer: (...visits) => opened().answer(...visits),
  };
}
