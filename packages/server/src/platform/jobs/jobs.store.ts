import { sql } from 'kysely';
import { databaseTime } from '../db/database-time.ts';
import type { Db } from '../db/engine.ts';
import './jobs.table.ts';

/** No lease reaches further: one that does was made before the clock was set back, and binds nobody. */
const LEASE_MAX_MS = 3_600_000;

function fromNow(db: Db, ms: number) {
  // PostgreSQL refuses a fraction where a bigint is due.
  return sql<number>`${databaseTime(db)} + cast(${Math.ceil(ms)} as bigint)`;
}

/** Makes the job known, due at once, unless it is known. */
export async function introduceJob(db: Db, name: string): Promise<void> {
  await db
    .insertInto('jobs')
    .values({ name, next_run_at: 0, leased_until: 0, leased_by: '' })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}

export type Claim = {
  readonly name: string;
  readonly run: string;
  readonly leaseMs: number;
  /** The job's interval; undefined takes the job also when it is not due. */
  readonly everyMs: number | undefined;
};

/** Takes the job for `run`, if it is due and nobody is at it: one guarded update, of which one node's succeeds. */
export async function claimJob(db: Db, { name, run, leaseMs, everyMs }: Claim): Promise<boolean> {
  let update = db
    .updateTable('jobs')
    .set({ leased_until: fromNow(db, leaseMs), leased_by: run })
    .where('name', '=', name)
    .where((where) =>
      where.or([where('leased_until', '<=', databaseTime(db)), where('leased_until', '>', fromNow(db, LEASE_MAX_MS))]),
    );
  if (everyMs !== undefined) {
    // A run further away than the interval was planned before the clock was set back, or with a longer interval.
    update = update.where((where) =>
      where.or([where('next_run_at', '<=', databaseTime(db)), where('next_run_at', '>', fromNow(db, everyMs))]),
    );
  }
  const { numUpdatedRows } = await update.executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** False when the lease of `run` is gone: it had ended, and another took the job. */
export async function renewLease(db: Db, name: string, run: string, leaseMs: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set({ leased_until: fromNow(db, leaseMs) })
    .where('name', '=', name)
    .where('leased_by', '=', run)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Gives the job back, due again in `nextInMs`. Does nothing when another has taken it. */
export async function releaseJob(db: Db, name: string, run: string, nextInMs: number): Promise<void> {
  await db
    .updateTable('jobs')
    .set({ next_run_at: fromNow(db, nextInMs), leased_until: 0, leased_by: '' })
    .where('name', '=', name)
    .where('leased_by', '=', run)
    .execute();
}

/** How long nobody needs to look: until the job is due, or the lease of another ends. */
export async function msUntilFree(db: Db, name: string): Promise<number> {
  const row = await db
    .selectFrom('jobs')
    .select(['next_run_at', 'leased_until', databaseTime(db).as('now')])
    .where('name', '=', name)
    .executeTakeFirst();
  return row === undefined ? 0 : Math.max(row.next_run_at, row.leased_until) - row.now;
}
