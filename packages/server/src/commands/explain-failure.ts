import { DatabaseUnavailable } from '../platform/db/database-unavailable.ts';
import { OperatorError } from '../platform/operator-error.ts';

/** What the system refused, by its code, and the options that say something else. */
const SYSTEM_FAILURES: ReadonlyMap<string, string> = new Map([
  ['EADDRINUSE', 'another program listens there already: set PORT or HOST'],
  ['EADDRNOTAVAIL', 'this machine has no such address: set HOST'],
  ['EACCES', 'this user may not do that: look at PROFFER_DATA_DIR and PORT'],
  ['EROFS', 'that is on a disk that cannot be written: look at PROFFER_DATA_DIR'],
  ['ENOTDIR', 'that is no directory: look at PROFFER_DATA_DIR'],
  ['ECONNREFUSED', 'nothing answers there: look at DATABASE_URL, and whether PostgreSQL runs'],
  ['ENOTFOUND', 'no such host is known: look at DATABASE_URL'],
  ['28P01', 'PostgreSQL refuses the user or the password of DATABASE_URL'],
  ['28000', 'PostgreSQL refuses the user of DATABASE_URL'],
  ['3D000', 'the database of DATABASE_URL does not exist'],
]);

/** The code of `error`, or of what caused it. */
function codeOf(error: Error): string | undefined {
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause instanceof Error ? codeOf(error.cause) : undefined;
}

/** PostgreSQL has many ways to be away, and not all of them have a code: one that is frozen only never answers. */
const explainAway = (error: Error): string | undefined =>
  error instanceof DatabaseUnavailable ? 'look at DATABASE_URL, and whether PostgreSQL runs' : undefined;

/**
 * A sentence for a failure that an operator can mend, where a stack would only hide what is to be done; undefined for one that is
 * the program's own fault.
 */
export function explainFailure(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof OperatorError) return error.message;
  const explanation = SYSTEM_FAILURES.get(codeOf(error) ?? '') ?? explainAway(error);
  return explanation === undefined ? undefined : `${error.message}: ${explanation}.`;
}
