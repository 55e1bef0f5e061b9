import { randomUUID } from 'node:crypto';
import type { Db } from '../db/engine.ts';
import type { Log } from '../log.ts';
import { Mutex } from '../mutex.ts';
import type { Job } from './job.ts';
import { claimJob, introduceJob, msUntilFree, releaseJob } from './jobs.store.ts';
import { runLeased } from './leased-run.ts';

/** Another node may have been told to run the job at once, or have been given another interval. */
const LOOK_AGAIN_MS = 60_000;
const LOOK_AGAIN_MS_MIN = 20;
const RETRY_MS = 1_000;
const RETRY_MS_MAX = 600_000;

type Options = {
  readonly db: Db;
  readonly log: Log;
  readonly job: Job;
  readonly leaseMs: number;
  readonly stopping: AbortSignal;
};

/** Half of it at least, at random: nodes that failed together must not come back together. */
function backOffMs(failures: number): number {
  const ms = Math.min(RETRY_MS * 2 ** Math.min(failures - 1, 20), RETRY_MS_MAX);
  return ms / 2 + Math.random() * (ms / 2);
}

/** Looks after one job on this node. */
export class JobRunner {
  readonly #options: Options;
  readonly #oneAtATime = new Mutex();
  #timer: NodeJS.Timeout | undefined;
  #failures = 0;
  #misses = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  start(): void {
    this.#lookIn(0);
  }

  async runNow(): Promise<boolean> {
    const unlock = await this.#oneAtATime.lock();
    try {
      return await this.#runIfFree({ evenIfNotDue: true });
    } catch (error) {
      this.#options.log.warn({ err: error, job: this.#options.job.name }, 'a job could not be started');
      return false;
    } finally {
      unlock();
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    const unlock = await this.#oneAtATime.lock();
    unlock();
  }

  #lookIn(ms: number): void {
    if (this.#options.stopping.aborted) return;
    this.#timer = setTimeout(() => void this.#look(), ms).unref();
  }

  async #look(): Promise<void> {
    const { db, log, job } = this.#options;
    const unlock = await this.#oneAtATime.lock();
    try {
      await this.#runIfFree({ evenIfNotDue: false });
      const freeInMs = await msUntilFree(db, job.name);
      this.#misses = 0;
      this.#lookIn(Math.min(Math.max(freeInMs, LOOK_AGAIN_MS_MIN), LOOK_AGAIN_MS));
    } catch (error) {
      this.#misses++;
      if (this.#misses === 1) log.warn({ err: error, job: job.name }, 'a job waits: the database cannot be used');
      this.#lookIn(backOffMs(this.#misses));
    } finally {
      unlock();
    }
  }

  async #runIfFree({ evenIfNotDue }: { evenIfNotDue: boolean }): Promise<boolean> {
    const { db, job, leaseMs, stopping } = this.#options;
    if (stopping.aborted) return false;
    await introduceJob(db, job.name);
    const run = randomUUID();
    const claim = { name: job.name, run, leaseMs, everyMs: evenIfNotDue ? undefined : job.everyMs };
    if (!(await claimJob(db, claim))) return false;
    const nextInMs = await this.#run(run);
    await releaseJob(db, job.name, run, nextInMs);
    return true;
  }

  /** Resolves with the milliseconds until the next run. */
  async #run(run: string): Promise<number> {
    const { db, log, job, leaseMs, stopping } = this.#options;
    try {
      await runLeased({ db, log, name: job.name, run, leaseMs }, (signal) => job.run(signal), stopping);
      // Cut short by the end of this node: the rest is for another, or for the next start.
      if (stopping.aborted) return 0;
      this.#failures = 0;
      return job.everyMs;
    } catch (error) {
      if (stopping.aborted) return 0;
      this.#failures++;
      log.error({ err: error, job: job.name, failures: this.#failures }, 'a job failed and will be tried again');
      return Math.min(backOffMs(this.#failures), job.everyMs);
    }
  }
}
