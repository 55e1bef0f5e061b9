import { setTimeout as wait } from 'node:timers/promises';
import type { AppError } from '../../platform/http/app-error.ts';
import { unavailable } from '../../platform/http/unavailable.ts';
import type { Log } from '../../platform/log.ts';
import type { DrainOptions, DrainReport } from './drain-protocol.ts';
import { DrainThread } from './drain-thread.ts';

const WAIT_MAX_MS = 5_000;

export type DrainStats = { readonly pendingBytes: number; readonly drainedVisits: number; readonly failing: boolean };

export type Drain = {
  /**
   * Resolves when all that is in the journal files now is in the database. Throws `unavailable` when nothing of that is done for
   * five seconds.
   */
  pending(): Promise<void>;
  stats(): DrainStats;
  /** Drains what is left, for five seconds at most, and ends the thread. */
  close(): Promise<void>;
};

type Waiting = { readonly request: number; readonly resolve: () => void };

/** Starts the drain on a thread of its own. */
export function startDrain(options: DrainOptions, log: Log): Drain {
  const waiting = new Set<Waiting>();
  let lastRequest = 0;
  let steps = 0;
  let stats: DrainStats = { pendingBytes: 0, drainedVisits: 0, failing: false };

  const onReport = (report: DrainReport): void => {
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
      case 'step':
        steps++;
        break;
      case 'failing':
        stats = { ...stats, failing: true };
        break;
      case 'drained':
        stats = { ...stats, failing: false };
        for (const waiter of waiting) if (waiter.request <= report.request) waiter.resolve();
    }
  };
  const thread = new DrainThread(options, {
    log,
    onReport,
    onCrash: () => onReport({ kind: 'failing' }),
    // Includes the requests that the thread before did not live to meet.
    firstCommand: () => ({ kind: 'drain', request: lastRequest }),
  });

  const pending = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const end = (settle: () => void): void => {
        clearTimeout(timer);
        waiting.delete(waiter);
        settle();
      };
      const waiter: Waiting = { request: ++lastRequest, resolve: () => end(resolve) };
      // A long backlog is worth waiting for while it is worked on; what does not move would keep the caller for nothing. While it
      // fails, steps are those of an attempt that has failed before.
      const giveUpUnlessMoving = (stepsBefore: number): NodeJS.Timeout =>
        setTimeout(() => {
          if (steps > stepsBefore && !stats.failing) timer = giveUpUnlessMoving(steps);
          else end(() => reject(notInTime()));
        }, WAIT_MAX_MS);
      let timer = giveUpUnlessMoving(steps);
      waiting.add(waiter);
      thread.send({ kind: 'drain', request: waiter.request });
    });

  const drainAndEnd = async (): Promise<void> => {
    const everything = pending().then(
      () => true,
      () => false,
    );
    if (!(await Promise.race([everything, wait(WAIT_MAX_MS, false)]))) {
      log.warn({ pendingBytes: stats.pendingBytes }, 'clicks are left in the journal for the next start');
    }
    await thread.close();
  };
  let closed: Promise<void> | undefined;

  return {
    pending,
    stats: () => stats,
    close() {
      closed ??= drainAndEnd();
      return closed;
    },
  };
}

function notInTime(): AppError {
  return unavailable('Clicks cannot be counted at this moment. Try again in a few seconds.', {
    internal: 'the drain did not finish in time',
  });
}
