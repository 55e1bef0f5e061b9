import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { createLruCache } from '../lru-cache.ts';
import { openSqlite } from './sqlite-connection.ts';
import type { SqliteFailure, SqliteReply, SqliteRequest, SqliteThreadOptions } from './sqlite-protocol.ts';

// One connection on a thread of its own: a commit waits for the disk, and the thread that answers redirects must not.

// `workerData` is untyped; the driver, the only one to start this thread, passes these options.
const options = workerData as SqliteThreadOptions;
const port = parentPort;
if (port === null) throw new Error('sqlite-thread.ts runs as a worker only');

let opened: DatabaseSync | undefined;
/** At the first statement: this thread may have been started before there is a file. */
function database(): DatabaseSync {
  opened ??= openSqlite(options.file, { readOnly: options.readOnly, durability: 'full' });
  return opened;
}

const statements = createLruCache<string, StatementSync>(500);

function prepare(sql: string): StatementSync {
  const known = statements.get(sql);
  if (known !== undefined) return known;
  const statement = database().prepare(sql);
  statements.set(sql, statement);
  return statement;
}

function run(request: SqliteRequest): SqliteReply {
  const statement = prepare(request.sql);
  if (statement.columns().length > 0) {
    return { id: request.id, rows: statement.all(...request.parameters), changes: 0 };
  }
  const result = statement.run(...request.parameters);
  return { id: request.id, rows: [], changes: Number(result.changes) };
}

function describe(error: unknown): SqliteFailure {
  const message = error instanceof Error ? error.message : String(error);
  const details = typeof error === 'object' && error !== null ? error : {};
  return {
    message,
    code: 'code' in details ? String(details.code) : 'ERR_SQLITE_ERROR',
    errcode: 'errcode' in details ? Number(details.errcode) : 0,
  };
}

port.on('message', (request: SqliteRequest | 'close') => {
  if (request === 'close') {
    opened?.close();
    port.close();
    return;
  }
  try {
    port.postMessage(run(request));
  } catch (error) {
    port.postMessage({ id: request.id, failure: describe(error) } satisfies SqliteReply);
  }
});
