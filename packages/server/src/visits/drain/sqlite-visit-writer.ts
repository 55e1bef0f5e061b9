import { closeSync, fdatasyncSync, openSync } from 'node:fs';
import { openSqlite } from '../../platform/db/sqlite-connection.ts';
import type { WaitingWriters } from '../../platform/db/waiting-writers.ts';
import { sqliteNumbers } from './sqlite-numbers.ts';
import { createSqliteTransaction } from './sqlite-visit-transaction.ts';
import type { VisitWriter } from './visit-writer.ts';

const PAGE_CACHE_KIB = 16_384;
/** Other processes are not known here: they look again and again whether they may write. */
const TRANSACTION_MS_MAX = 500;
/** While others of this process wait. Less would be mostly commits. */
const TRANSACTION_MS_WITH_OTHERS = 100;
/** Others may write all the time. */
const PASSING_MS_MAX = 100;

/**
 * Statements run on the drain's own thread, so they may as well be synchronous. `others` of this process are let in between
 * transactions.
 */
export function openSqliteVisitWriter(file: string, others: WaitingWriters): VisitWriter {
  const database = openSqlite(file, { readOnly: false, durability: 'normal' });
  database.exec(`pragma cache_size = -${PAGE_CACHE_KIB}`);
  const forgetSegment = database.prepare('delete from journal_segments where writer = ? and number <= ?');
  let startedMs = 0;
  const transaction = createSqliteTransaction(database, hasTakenLong);

  function hasTakenLong(): boolean {
    const tookMs = performance.now() - startedMs;
    return tookMs > TRANSACTION_MS_MAX || (tookMs > TRANSACTION_MS_WITH_OTHERS && others.any);
  }

  async function inTransaction<T>(work: () => Promise<T>): Promise<T> {
    database.exec('begin immediate');
    startedMs = performance.now();
    try {
      const result = await work();
      database.exec('commit');
      if (hasTakenLong()) others.letPass(PASSING_MS_MAX);
      return result;
    } catch (error) {
      // SQLite has rolled back by itself after some failures, a full disk among them.
      if (database.isTransaction) database.exec('rollback');
      throw error;
    }
  }

  return {
    progress: transaction.progress,
    numberSubjects: sqliteNumbers(database, inTransaction, {
      find: 'select number from visit_subjects where subject_id = ?',
      add: 'insert into visit_subjects (subject_id, clicks) values (?, 0) on conflict do nothing',
    }),
    numberValues: sqliteNumbers(database, inTransaction, {
      find: 'select number from visit_values where value = ?',
      add: 'insert into visit_values (value) values (?) on conflict do nothing',
    }),
    transaction: (work) => inTransaction(() => work(transaction)),
    async flush() {
      // What is not in the write-ahead log any more has been flushed by a checkpoint. The log is no file that SQLite locks, so
      // closing it here lets go of no lock.
      const log = openSync(`${file}-wal`, 'r+');
      try {
        fdatasyncSync(log);
      } finally {
        closeSync(log);
      }
    },
    async forgetSegment({ writer, number }) {
      forgetSegment.run(writer, number);
    },
    async close() {
      database.close();
    },
  };
}
