import type { Db } from '../db/engine.ts';
import type { Log } from '../log.ts';
import type { Job } from './job.ts';
import { JobRunner } from './job-runner.ts';

const LEASE_MS = 60_000;

export type Jobs = {
  /** To be called before `start`. */
  add(job: Job): void;
  start(): void;
  /**
   * Runs the job here now, due or not, after a run of it that is under way here. Resolves with false when another node is at it
   * or the database cannot be reached. That the job failed is in the log, as always.
   */
  runNow(name: string): Promise<boolean>;
  /** Tells running jobs to end and waits for them. */
  close(): Promise<void>;
};

type Options = {
  readonly db: Db;
  readonly log: Log;
  /** After a node has died, its job is taken over this much later. */
  readonly leaseMs?: number;
};

/** Jobs of all nodes that share the database: each is done by one node at a time, by the database's clock. */
export function createJobs({ db, log, leaseMs = LEASE_MS }: Options): Jobs {
  const runners = new Map<string, JobRunner>();
  const stopping = new AbortController();
  return {
    add(job) {
      runners.set(job.name, new JobRunner({ db, log, job, leaseMs, stopping: stopping.signal }));
    },
    start() {
      for (const runner of runners.values()) runner.start();
    },
    async runNow(name) {
      const runner = runners.get(name);
      if (runner === undefined) throw new Error(`there is no job "${name}"`);
      return runner.runNow();
    },
    async close() {
      stopping.abort(new Error('the server stops'));
      await Promise.all(Array.from(runners.values(), (runner) => runner.close()));
    },
  };
}
