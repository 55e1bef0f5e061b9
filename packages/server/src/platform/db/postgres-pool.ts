import pg from 'pg';
import { ImpatientClient } from './impatient-client.ts';

const INT8_OID = 20;
const NUMERIC_OID = 1700;
const NUMBER_OIDS: readonly number[] = [INT8_OID, NUMERIC_OID];

/** What a request waits for is refused after this, so that its caller hears within six seconds that the database is away. */
const REQUEST_STATEMENT_TIMEOUT_MS = 3_500;
/** How much later than PostgreSQL itself a statement is given up here. */
const UNANSWERED_MS = 500;

const CONNECT_TIMEOUT_SECONDS = 2;

/** That of libpq, in the address: `?connect_timeout=10`. Waiting for one of the pool's connections to be free is part of it. */
function connectTimeoutMs(url: string): number {
  const seconds = Number(URL.parse(url)?.searchParams.get('connect_timeout') ?? CONNECT_TIMEOUT_SECONDS);
  return (seconds > 0 ? seconds : CONNECT_TIMEOUT_SECONDS) * 1_000;
}

export type PoolOptions = {
  readonly connectionsMax?: number;
  /** `'none'` for what nobody waits for, however long it takes. */
  readonly statementTimeoutMs?: number | 'none';
};

/**
 * A pool whose waits all end: for a connection, for a statement, and inside an idle transaction. 64-bit integers and their
 * sums arrive as numbers: every one in the schema is a count, a size or milliseconds, far below 2^53.
 */
export function createPostgresPool(
  url: string,
  onIdleError: (error: Error) => void,
  { connectionsMax = 10, statementTimeoutMs = REQUEST_STATEMENT_TIMEOUT_MS }: PoolOptions = {},
): pg.Pool {
  const pool = new pg.Pool({
    Client: ImpatientClient,
    connectionString: url,
    max: connectionsMax,
    connectionTimeoutMillis: connectTimeoutMs(url),
    // A server that was stopped in its tracks answers nothing at all; only the second ends the wait then.
    ...(statementTimeoutMs === 'none'
      ? {}
      : { statement_timeout: statementTimeoutMs, query_timeout: statementTimeoutMs + UNANSWERED_MS }),
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
    application_name: 'proffer',
    types: {
      getTypeParser: (oid: number, format?: 'text' | 'binary') =>
        NUMBER_OIDS.includes(oid) ? Number : pg.types.getTypeParser(oid, format),
    },
  });
  pool.on('error', (error) => {
    // pg hangs the whole connection on it, with what it takes to cancel its queries: nothing for a log.
    Reflect.deleteProperty(error, 'client');
    onIdleError(error);
  });
  // The pool listens to idle connections only. One that is lost in somebody's hands, between two queries of a transaction,
  // would end the process without this; they learn of it from their next query.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}
