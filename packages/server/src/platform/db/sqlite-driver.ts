import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely';
import { toSqliteValue } from './sqlite-protocol.ts';
import type { SqliteThreads } from './sqlite-threads.ts';
import { SqliteError } from './sqlite-worker.ts';

/**
 * A connection that decides late: plain SELECTs go to the reading thread, everything else holds the writing one, for a
 * statement or for a whole transaction. So a long list delays no change, and a change waiting for the disk delays no list.
 */
class SqliteConnection implements DatabaseConnection {
  readonly #threads: SqliteThreads;
  #unlock: (() => void) | undefined;

  constructor(threads: SqliteThreads) {
    this.#threads = threads;
  }

  async begin(): Promise<void> {
    const unlock = await this.#threads.lockWriting();
    try {
      // IMMEDIATE: a deferred transaction that reads first and then writes fails at once when another process wrote between.
      await this.#onWriter('begin immediate');
    } catch (error) {
      unlock();
      throw error;
    }
    this.#unlock = unlock;
  }

  /** A commit that fails keeps its hold on the writer: the rollback that Kysely asks for next must meet no other transaction. */
  async commit(): Promise<void> {
    await this.#onWriter('commit');
    this.#release();
  }

  async rollback(): Promise<void> {
    try {
      await this.#onWriter('rollback');
    } catch (error) {
      // After some failures, a full disk among them, SQLite has rolled back by itself.
      if (!(error instanceof SqliteError && error.message.includes('no transaction is active'))) throw error;
    } finally {
      this.#release();
    }
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, changes } = await this.#route(query);
    // Kysely's own contract: the caller of the query, which built it, names the type of its rows.
    return { rows: rows as R[], numAffectedRows: BigInt(changes) };
  }

  // biome-ignore lint/correctness/useYield: nothing streams from another thread row by row; readers page instead
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('SQLite queries are read in pages, not streamed');
  }

  async #route(query: CompiledQuery) {
    const parameters = query.parameters.map(toSqliteValue);
    if (this.#unlock !== undefined) return this.#threads.writer.run(query.sql, parameters);
    if (query.query.kind === 'SelectQueryNode') return this.#threads.reader.run(query.sql, parameters);
    const unlock = await this.#threads.lockWriting();
    try {
      return await this.#threads.writer.run(query.sql, parameters);
    } finally {
      unlock();
    }
  }

  #release(): void {
    this.#unlock?.();
    this.#unlock = undefined;
  }

  #onWriter(sql: string) {
    return this.#threads.writer.run(sql, []);
  }
}

/** Kysely's connections to one SQLite file. The threads belong to whoever made them. */
export class SqliteDriver implements Driver {
  readonly #threads: SqliteThreads;

  constructor(threads: SqliteThreads) {
    this.#threads = threads;
  }

  async init(): Promise<void> {
    await this.#threads.writer.run('select 1', []); // the file must exist before a reader may open it
  }

  acquireConnection = async () => new SqliteConnection(this.#threads);

  beginTransaction = (connection: SqliteConnection) => connection.begin();
  commitTransaction = (connection: SqliteConnection) => connection.commit();
  rollbackTransaction = (connection: SqliteConnection) => connection.rollback();

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {}
}
