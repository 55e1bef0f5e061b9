import type { Db } from '../db/engine.ts';
import type { Log } from '../log.ts';
import { renewLease } from './jobs.store.ts';

type Lease = {
  readonly db: Db;
  readonly log: Log;
  readonly name: string;
  readonly run: string;
  readonly leaseMs: number;
};

/**
 * Runs `work` and keeps its lease alive meanwhile. When the lease is lost, or can no longer be known to be held because the
 * database is away, the work is told to end: another node may have begun.
 */
export async function runLeased(
  { db, log, name, run, leaseMs }: Lease,
  work: (signal: AbortSignal) => Promise<void>,
  stopping: AbortSignal,
): Promise<void> {
  const lost = new AbortController();
  let heldUntilMs = performance.now() + leaseMs;
  const giveUp = (reason: string): void => {
    if (lost.signal.aborted) return;
    log.warn({ job: name, reason }, 'a job is cut short: another node may do it');
    lost.abort(new Error(reason));
  };
  const renew = async (): Promise<void> => {
    const askedMs = performance.now();
    try {
      if (await renewLease(db, name, run, leaseMs)) heldUntilMs = askedMs + leaseMs;
      else giveUp('the lease was lost');
    } catch {
      if (performance.now() >= heldUntilMs) giveUp('the database cannot be reached');
    }
  };
  let renewing: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    renewing = renew();
  }, leaseMs / 3).unref();
  try {
    await work(AbortSignal.any([stopping, lost.signal]));
  } finally {
    clearInterval(timer);
    await renewing;
  }
}
