import { closeSync, fdatasyncSync, openSync } from 'node:fs';
import { openSqlite } from '../../platform/db/sqlite-connection.ts';
import { prepareRow } from '../../platform/db/sqlite-row.ts';
import { createSqliteTransaction } from './sqlite-visit-transaction.ts';
import type { VisitWriter } from './visit-writer.ts';

const PAGE_CACHE_KIB = 16_384;

/** Statements run on the drain's own thread, so they may as well be synchronous. */
export function openSqliteVisitWriter(file: string): VisitWriter {
  const database = openSqlite(file, { readOnly: false, durability: 'normal' });
  database.exec(`pragma cache_size = -${PAGE_CACHE_KIB}`);
  const numberOf = prepareRow(database, 'select number from visit_values where value = ?');
  const addValue = prepareRow(database, 'insert into visit_values (value) values (?) returning number');
  const forgetSegment = database.prepare('delete from journal_segments where writer = ? and number <= ?');
  const transaction = createSqliteTransaction(database);

  return {
    drainedBytes: transaction.drainedBytes,
    async numberValues(values) {
      return values.map((value) => Number((numberOf.get(value) ?? addValue.get(value))?.[0]));
    },
    async transaction(work) {
      database.exec('begin immediate');
      try {
        await work(transaction);
        database.exec('commit');
      } catch (error) {
        // SQLite has rolled back by itself after some failures, a full disk among them.
        if (database.isTransaction) database.exec('rollback');
        throw error;
      }
    },
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
