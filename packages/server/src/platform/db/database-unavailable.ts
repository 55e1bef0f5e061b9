/** The database cannot be reached: nothing is wrong with the request, and the same one may work in a moment. */
export class DatabaseUnavailable extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'DatabaseUnavailable';
  }
}

const SOCKET_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND']);

// PostgreSQL: connection exceptions (08…), shut down or starting (57P01–57P03), too many connections, statement cancelled.
const SQL_STATES = /^(?:08...|57P0[123]|53300|57014)$/;

/** SQLite: busy, an error of the disk, the disk is full. */
const SQLITE_PRIMARY_CODES = new Set([5, 10, 13]);

/** Whether `error` says that the database is away, or cannot write, for reasons that pass. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  if (!(error instanceof Error)) return false;
  if ('errcode' in error && typeof error.errcode === 'number') return SQLITE_PRIMARY_CODES.has(error.errcode & 0xff);
  if ('code' in error && typeof error.code === 'string') {
    return SOCKET_CODES.has(error.code) || SQL_STATES.test(error.code);
  }
  // pg has no code for a connection that ended while it was in use.
  return /^Connection terminated|^Client has encountered|^Client was closed|^Query read timeout/.test(error.message);
}
