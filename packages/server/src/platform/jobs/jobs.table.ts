/** When recurring work is due, and who is at it. Times are Unix milliseconds of the database. */
export type JobsTable = {
  name: string;
  next_run_at: number;
  /** Until then nobody else takes the job; 0 when nobody is at it. */
  leased_until: number;
  /** Names one run, not a node: a node that lost its lease and got it again must not take the old run for the new one. */
  leased_by: string;
};

declare module '../db/tables.ts' {
  interface Database {
    jobs: JobsTable;
  }
}
