/** What nodes tell each other: one row for each change of something that others may remember. Rows live for an hour. */
export type ChangesTable = {
  id: string;
  /** Names what changed, such as `link:/launch`; who announces it and who listens agree on the form. */
  subject: string;
  /** Unix milliseconds of the database, when the row was written; it is seen when its transaction is committed. */
  at: number;
};

declare module '../db/tables.ts' {
  interface Database {
    changes: ChangesTable;
  }
}
