import { Worker } from 'node:worker_threads';
import type { SqliteFailure, SqliteReply, SqliteThreadOptions, SqliteValue } from './sqlite-protocol.ts';

type Waiting = { resolve(reply: SqliteRows): void; reject(error: Error): void };

export type SqliteRows = { readonly rows: Record<string, unknown>[]; readonly changes: number };

/** A failed statement, with SQLite's extended result code (`errcode`). */
export class SqliteError extends Error {
  readonly code: string;
  readonly errcode: number;
  constructor(failure: SqliteFailure) {
    super(failure.message);
    this.name = 'SqliteError';
    this.code = failure.code;
    this.errcode = failure.errcode;
  }
}

/** One SQLite connection on its own thread; statements run in the order in which they were asked for. */
export class SqliteWorker {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #failure: Error | undefined;

  constructor(options: SqliteThreadOptions) {
    this.#worker = new Worker(new URL('./sqlite-thread.ts', import.meta.url), {
      workerData: options,
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    });
    this.#worker.on('message', (reply: SqliteReply) => this.#settle(reply));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('the SQLite thread has ended')));
  }

  run(sql: string, parameters: readonly SqliteValue[]): Promise<SqliteRows> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, sql, parameters });
    });
  }

  async close(): Promise<void> {
    if (this.#failure !== undefined) return;
    const ended = new Promise((resolve) => this.#worker.once('exit', resolve));
    this.#worker.postMessage('close');
    await ended;
  }

  #settle(reply: SqliteReply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ('failure' in reply) waiting?.reject(new SqliteError(reply.failure));
    else waiting?.resolve(reply);
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(this.#failure);
    this.#waiting.clear();
  }
}
