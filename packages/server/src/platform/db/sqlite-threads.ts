import { Mutex } from '../mutex.ts';
import { SqliteWorker } from './sqlite-worker.ts';
import { WaitingWriters } from './waiting-writers.ts';

/**
 * Two threads with a connection each to one SQLite file: one writes, one reads. They start at once, and open the file at their first
 * statement, so that whoever has other things to load does not wait for them.
 */
export class SqliteThreads {
  readonly writer: SqliteWorker;
  readonly reader: SqliteWorker;
  /** What this process writes on other threads lets these pass. */
  readonly waiting = new WaitingWriters();
  readonly #writing = new Mutex();

  constructor(file: string) {
    this.writer = new SqliteWorker({ file, readOnly: false });
    this.reader = new SqliteWorker({ file, readOnly: true });
  }

  /** To be held for a statement that writes, or for a whole transaction. Resolves with the function that lets go. */
  async lockWriting(): Promise<() => void> {
    this.waiting.enter();
    const unlock = await this.#writing.lock();
    return () => {
      this.waiting.leave();
      unlock();
    };
  }

  /** The writer last: whoever closes the file last moves its log into it, which only the writer may. */
  async close(): Promise<void> {
    await this.reader.close();
    await this.writer.close();
  }
}
