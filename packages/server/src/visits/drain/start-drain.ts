import { setTimeout as wait } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import type { Log } from '../../platform/log.ts';
import type { DrainCommand, DrainOptions, DrainReport } from './drain-protocol.ts';

const WAIT_MAX_MS = 5_000;
const RESTART_FIRST_MS = 500;
const RESTART_MAX_MS = 30_000;

export type DrainStats = { readonly pendingBytes: number; readonly drainedVisits: number; readonly failing: boolean };

export type Drain = {
  /**
   * Resolves when all that is in the journal files now is in the database. Throws `unavailable` when nothing of it gets there for
   * five seconds.
   */
  pending(): Promise<void>;
  stats(): DrainStats;
  /** Drains what is left, for five seconds at most, and ends the thread. */
  close(): Promise<void>;
};

type Waiting = { readonly request: number; readonly resolve: () => void };

/** Starts the drain's thread, and starts it again when it ends by itself. */
export function startDrain(options: DrainOptions, log: Log): Drain {
  const waiting = new Set<Waiting>();
  let lastRequest = 0;
  let crashes = 0;
  let restart: NodeJS.Timeout | undefined;
  let closing = false;
  let stats: DrainStats = { pendingBytes: 0, drainedVisits: 0, failing: false };

  const hear = (report: DrainReport): void => {
    switch (report.kind) {
      case 'log':
        log[report.level](report.fields, report.message);
        break;
      case 'progress':
        stats = {
          ...stats,
          pendingBytes: report.pendingBytes,
          drainedVisits: stats.drainedVisits + report.writtenVisits,
        };
        break;
      case 'failing':
        stats = { ...stats, failing: true };
        break;
      case 'drained':
        crashes = 0;
        stats = { ...stats, failing: false };
        for (const waiter of waiting) if (waiter.request <= report.request) waiter.resolve();
    }
  };

  const begin = (): Worker => {
    const thread = new Worker(new URL('./drain-worker.ts', import.meta.url), {
      workerData: options,
      resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 160 },
    });
    thread.on('message', hear);
    thread.on('error', (error) => log.error({ err: error }, 'the drain of clicks has crashed'));
    thread.on('exit', () => {
      if (closing) return;
      stats = { ...stats, failing: true };
      restart = setTimeout(
        () => {
          worker = begin();
        },
        Math.min(RESTART_MAX_MS, RESTART_FIRST_MS * 2 ** crashes++),
      );
    });
    // Requests that the thread before did not live to meet.
    send(thread, { kind: 'drain', request: lastRequest });
    return thread;
  };
  const send = (thread: Worker, command: DrainCommand): void => thread.postMessage(command);
  let worker = begin();

  const pending = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        waiting.delete(waiter);
        settle();
      };
      const waiter: Waiting = { request: ++lastRequest, resolve: () => end(resolve) };
      // A long backlog is worth waiting for while it gets shorter; what does not move would keep the caller for nothing.
      const giveUpUnlessMoving = (drainedBefore: number): NodeJS.Timeout =>
        setTimeout(() => {
          if (stats.drainedVisits > drainedBefore) timer = giveUpUnlessMoving(stats.drainedVisits);
          else end(() => reject(notInTime()));
        }, WAIT_MAX_MS);
      let timer = giveUpUnlessMoving(stats.drainedVisits);
      waiting.add(waiter);
      send(worker, { kind: 'drain', request: waiter.request });
    });

  return {
    pending,
    stats: () => stats,
    async close() {
      const everything = pending().then(
        () => true,
        () => false,
      );
      if (!(await Promise.race([everything, wait(WAIT_MAX_MS, false)]))) {
        log.warn({ pendingBytes: stats.pendingBytes }, 'clicks are left in the journal for the next start');
      }
      closing = true;
      clearTimeout(restart);
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      if (worker.threadId === -1) return; // has crashed and was not started again yet
      send(worker, { kind: 'close' });
      const impatience = setTimeout(() => void worker.terminate(), WAIT_MAX_MS);
      await ended;
      clearTimeout(impatience);
    },
  };
}

function notInTime(): AppError {
  return new AppError(FAILURES.unavailable, 'Clicks cannot be counted at this moment. Try again in a few seconds.', {
    internal: 'the drain did not finish in time',
    headers: { 'Retry-After': '5' },
  });
}
