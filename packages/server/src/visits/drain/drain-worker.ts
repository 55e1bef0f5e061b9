import { parentPort, workerData } from 'node:worker_threads';
import { systemClock } from '../../platform/clock.ts';
import { createSealer } from '../../platform/crypto/seal.ts';
import { WaitingWriters } from '../../platform/db/waiting-writers.ts';
import { createIds } from '../../platform/ids.ts';
import type { Log } from '../../platform/log.ts';
import { lowerThreadPriority } from '../../platform/lower-priority.ts';
import { openEnricher } from '../enrich/enrich-visit.ts';
import { JournalDrain } from './drain-journal.ts';
import { DrainLoop } from './drain-loop.ts';
import type { DrainCommand, DrainOptions, DrainReport } from './drain-protocol.ts';
import { createForwardingLog } from './forwarding-log.ts';
import { openPostgresVisitWriter } from './postgres-visit-writer.ts';
import { openSqliteVisitWriter } from './sqlite-visit-writer.ts';
import { createVisitRecorder } from './visit-events.ts';
import type { VisitWriter } from './visit-writer.ts';

// The thread that moves visits from the journal into the database.

/** So many at once, and there are probably more by now. */
const MUCH_VISITS = 5_000;
/** About as many have so many bytes in the journal. */
const MUCH_BYTES = 500_000;

const port = parentPort;
if (port === null) throw new Error('drain-worker.ts runs as a worker only');
// `workerData` is untyped; `startDrain`, the only one to start this thread, passes these options.
const options = workerData as DrainOptions;
const tell = (report: DrainReport): void => port.postMessage(report);
const log = createForwardingLog(tell);

function openWriter({ location, waitingWriters }: DrainOptions, log: Log): VisitWriter {
  if (location.engine === 'sqlite') return openSqliteVisitWriter(location.file, new WaitingWriters(waitingWriters));
  return openPostgresVisitWriter(location.url, (error) =>
    log.warn({ err: error }, 'the drain lost an idle connection'),
  );
}

lowerThreadPriority(10);
const writer = openWriter(options, log);
const enrich = openEnricher(options.ownHosts);
const recordVisits = createVisitRecorder({
  sealer: createSealer(options.sealing),
  ids: createIds(systemClock),
  kinds: options.eventKinds,
});

let isLast = false;
/** Under much load whoever asks for numbers may wait. At 10 the slowest of a hundred redirects took twice as long then. */
function goLast(): void {
  if (!isLast) lowerThreadPriority(19);
  isLast = true;
}

let written = 0;
const journal = new JournalDrain({
  directory: options.journalDirectory,
  currentWriter: options.currentWriter,
  writer,
  enrich,
  recordVisits,
  log,
  isStopping: () => loop.stopping,
  onStep: () => tell({ kind: 'step' }),
  onProgress(pendingBytes, writtenVisits) {
    written += writtenVisits;
    if (pendingBytes > MUCH_BYTES) goLast();
    tell({ kind: 'progress', pendingBytes, writtenVisits });
  },
});
const loop: DrainLoop = new DrainLoop({
  log,
  tell,
  async drain() {
    written = 0;
    await journal.run();
    return written > MUCH_VISITS;
  },
});

port.on('message', (command: DrainCommand) => {
  if (command.kind === 'drain') loop.request(command.request);
  else loop.stop();
});
await loop.run();
await writer.close();
port.close();
