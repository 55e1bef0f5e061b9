import { systemClock } from '../../src/platform/clock.ts';
import { deriveKeyring } from '../../src/platform/crypto/keyring.ts';
import { createSealer } from '../../src/platform/crypto/seal.ts';
import type { DatabaseLocation } from '../../src/platform/db/open-database.ts';
import { WaitingWriters } from '../../src/platform/db/waiting-writers.ts';
import { createIds } from '../../src/platform/ids.ts';
import { createLog, type Log } from '../../src/platform/log.ts';
import { VISIT_EVENT_KINDS } from '../../src/visit-event-kinds.ts';
import { JournalDrain } from '../../src/visits/drain/drain-journal.ts';
import { openPostgresVisitWriter } from '../../src/visits/drain/postgres-visit-writer.ts';
import { openSqliteVisitWriter } from '../../src/visits/drain/sqlite-visit-writer.ts';
import { createVisitRecorder } from '../../src/visits/drain/visit-events.ts';
import type { VisitWriter } from '../../src/visits/drain/visit-writer.ts';
import { openEnricher } from '../../src/visits/enrich/enrich-visit.ts';

const sealer = createSealer(deriveKeyring(Buffer.alloc(32, 1)));

export type TestDrain = { run(): Promise<void>; close(): Promise<void> };

type Options = {
  readonly location: DatabaseLocation;
  readonly directory: string;
  /** Whose segments are still written to; nobody's by default. */
  readonly currentWriter?: string;
  /** Puts something between the drain and its database. */
  readonly wrap?: (writer: VisitWriter) => VisitWriter;
  readonly log?: Log;
  /** Asked after each transaction; nobody is by default. */
  readonly isStopping?: () => boolean;
};

export function openWriter(location: DatabaseLocation): VisitWriter {
  if (location.engine === 'sqlite') return openSqliteVisitWriter(location.file, new WaitingWriters());
  return openPostgresVisitWriter(location.url, () => {}); // a connection lost while idle shows in the next query
}

/** The drain without its thread. */
export function openTestDrain({ location, directory, currentWriter = '', wrap, log, isStopping }: Options): TestDrain {
  const writer = openWriter(location);
  const drain = new JournalDrain({
    directory,
    currentWriter,
    writer: wrap === undefined ? writer : wrap(writer),
    recordVisits: createVisitRecorder({ sealer, ids: createIds(systemClock), kinds: VISIT_EVENT_KINDS }),
    enrich: openEnricher([]), // one for each database: it remembers the numbers of values
    log: log ?? createLog('silent'),
    onProgress: () => {},
    onStep: () => {},
    isStopping: isStopping ?? (() => false),
  });
  return { run: () => drain.run(), close: () => writer.close() };
}
