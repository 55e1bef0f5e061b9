import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import type { Db } from '../db/engine.ts';
import type { OpenDatabase } from '../db/open-database.ts';
import { createLog, type Log } from '../log.ts';
import type { Job } from './job.ts';
import { claimJob, introduceJob } from './jobs.store.ts';
import { createJobs, type Jobs } from './jobs.ts';

const HOUR_MS = 3_600_000;
const silent = createLog('silent');

describeEachEngine('jobs', (engine) => {
  let database: TestDatabase;
  let otherNode: OpenDatabase;
  const started: Jobs[] = [];

  beforeEach(async () => {
    database = await createTestDatabase(engine);
    otherNode = database.openAgain();
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((jobs) => jobs.close()));
    await otherNode.close();
    await database.close();
  });

  function startJobs(db: Db, job: Job, options: { leaseMs?: number; log?: Log } = {}): Jobs {
    const jobs = createJobs({ db, log: silent, ...options });
    started.push(jobs);
    jobs.add(job);
    jobs.start();
    return jobs;
  }

  /** A job that ends when the test says so, and the promise of its start. */
  function heldJob(everyMs = HOUR_MS) {
    const begun = Promise.withResolvers<AbortSignal>();
    const end = Promise.withResolvers<void>();
    const run = async (signal: AbortSignal) => {
      begun.resolve(signal);
      await Promise.race([end.promise, once(signal, 'abort')]);
    };
    return { job: { name: 'held', everyMs, run }, begun: begun.promise, end: end.resolve };
  }

  const row = () => database.db.selectFrom('jobs').selectAll().executeTakeFirstOrThrow();

  it('runs at the first start, and again when the interval is over', async () => {
    const thrice = Promise.withResolvers<void>();
    const run = vi.fn(async () => {
      if (run.mock.calls.length >= 3) thrice.resolve();
    });
    startJobs(database.db, { name: 'often', everyMs: 1, run });
    await thrice.promise;
  });

  it('does not run again before the interval is over, also after a restart', async () => {
    const run = vi.fn(async () => {});
    const first = startJobs(database.db, { name: 'seldom', everyMs: HOUR_MS, run });
    await expect.poll(async () => (await row()).next_run_at).toBeGreaterThan(0);
    await first.close();
    const everyMs = HOUR_MS;
    expect(await claimJob(otherNode.db, { name: 'seldom', run: 'restarted', leaseMs: 1_000, everyMs })).toBe(false);
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('is taken by exactly one of many who reach for it', async () => {
    await introduceJob(database.db, 'wanted');
    const claims = Array.from({ length: 20 }, (_, index) =>
      claimJob(index % 2 === 0 ? database.db : otherNode.db, {
        name: 'wanted',
        run: `run-${index}`,
        leaseMs: 60_000,
        everyMs: HOUR_MS,
      }),
    );
    expect((await Promise.all(claims)).filter((taken) => taken)).toHaveLength(1);
  });

  it('never runs on two nodes at once', async () => {
    let running = 0;
    let runningMax = 0;
    let runs = 0;
    const enough = Promise.withResolvers<void>();
    const job: Job = {
      name: 'shared',
      everyMs: 1,
      async run() {
        running++;
        runningMax = Math.max(runningMax, running);
        await wait(5); // long enough for the other node to look for work
        running--;
        if (++runs === 20) enough.resolve();
      },
    };
    startJobs(database.db, job);
    startJobs(otherNode.db, job);
    await enough.promise;
    expect(runningMax).toBe(1);
  });

  it('is taken over when the lease of a node that died has ended', async () => {
    await introduceJob(database.db, 'held');
    await claimJob(database.db, { name: 'held', run: 'dead', leaseMs: 300, everyMs: HOUR_MS });
    const { job, begun } = heldJob();
    startJobs(otherNode.db, job);
    await begun;
    expect((await row()).leased_by).not.toBe('dead');
  });

  it('keeps its lease as long as it runs', async () => {
    const { job, begun } = heldJob(1);
    startJobs(database.db, job, { leaseMs: 3_000 });
    await begun;
    const { leased_by: run, leased_until: firstUntil } = await row();
    const elsewhere = vi.fn(async () => {});
    startJobs(otherNode.db, { ...job, run: elsewhere }, { leaseMs: 3_000 });
    await expect.poll(async () => (await row()).leased_until).toBeGreaterThan(firstUntil + 3_000);
    expect((await row()).leased_by).toBe(run);
    expect(elsewhere).not.toHaveBeenCalled();
  });

  it('is cut short when it has lost its lease', async () => {
    const { job, begun } = heldJob();
    startJobs(database.db, job, { leaseMs: 150 });
    const signal = await begun;
    const aborted = once(signal, 'abort');
    await otherNode.db.updateTable('jobs').set({ leased_by: 'another' }).execute();
    await aborted;
  });

  it('is cut short when its node stops, and is due for another at once', async () => {
    const here = heldJob();
    const jobs = startJobs(database.db, here.job);
    const signal = await here.begun;
    await jobs.close();
    expect(signal.aborted).toBe(true);
    const there = heldJob();
    startJobs(otherNode.db, there.job);
    await there.begun;
  });

  it('is logged when it fails, and tried again', async () => {
    const errors: unknown[] = [];
    const log: Log = {
      ...silent,
      child: () => log,
      error: (fields) => errors.push(fields),
      warn() {},
      info() {},
      debug() {},
    };
    const again = Promise.withResolvers<void>();
    let runs = 0;
    const run = async () => {
      if (++runs > 1) again.resolve();
      else throw new Error('the first time');
    };
    startJobs(database.db, { name: 'failing', everyMs: HOUR_MS, run }, { log });
    await again.promise;
    expect(errors).toEqual([expect.objectContaining({ job: 'failing', failures: 1 })]);
  });

  it('is not kept from running by times that were written before the clock was set back', async () => {
    const year = Date.now() + 365 * 24 * HOUR_MS;
    await database.db
      .insertInto('jobs')
      .values({ name: 'held', next_run_at: year, leased_until: year, leased_by: 'gone' })
      .execute();
    const { job, begun } = heldJob();
    startJobs(database.db, job);
    await begun;
  });

  describe('asked for now', () => {
    it('runs though it is not due', async () => {
      const run = vi.fn(async () => {});
      const jobs = startJobs(database.db, { name: 'asked', everyMs: HOUR_MS, run });
      expect(await jobs.runNow('asked')).toBe(true);
      expect(await jobs.runNow('asked')).toBe(true);
      expect(run.mock.calls.length).toBeGreaterThanOrEqual(2);
    });

    it('runs once more when it is running here already', async () => {
      const { job, begun, end } = heldJob();
      const run = vi.fn(job.run);
      const jobs = startJobs(database.db, { ...job, run });
      await begun;
      const again = jobs.runNow('held');
      end();
      expect(await again).toBe(true);
      expect(run).toHaveBeenCalledTimes(2);
    });

    it('does not run when another node is at it', async () => {
      const { job, begun } = heldJob();
      startJobs(otherNode.db, job);
      await begun;
      const run = vi.fn(async () => {});
      const jobs = createJobs({ db: database.db, log: silent });
      started.push(jobs);
      jobs.add({ ...job, run });
      expect(await jobs.runNow('held')).toBe(false);
      expect(run).not.toHaveBeenCalled();
    });
  });
});
