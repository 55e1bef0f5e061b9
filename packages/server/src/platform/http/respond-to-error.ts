import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { isDatabaseUnavailable } from '../db/database-unavailable.ts';
import type { Log } from '../log.ts';
import { AppError } from './app-error.ts';
import type { Dialect } from './dialect.ts';
import { FAILURES } from './kinds-of-failure.ts';
import { unavailable } from './unavailable.ts';

const UNKNOWN = 'Something went wrong on this server. The request id helps its operator to find out what.';
const AWAY =
  'The data cannot be reached just now. Nothing was changed, or it is not known whether it was: try again in a moment.';

function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  // What Hono itself refuses is the caller's to mend: a missing body, or a query that cannot be decoded.
  if (error instanceof HTTPException && error.status < 500) {
    return error.status === 415
      ? new AppError(FAILURES.unsupportedMediaType, 'The request needs a body of type application/json.', {
          cause: error,
        })
      : new AppError(FAILURES.invalid, 'The request cannot be read.', { cause: error });
  }
  if (isDatabaseUnavailable(error)) {
    return unavailable(AWAY, { cause: error });
  }
  return new AppError(FAILURES.internal, UNKNOWN, { cause: error });
}

/** The one place where a failure becomes an answer of an API. */
export function respondToError(c: Context, thrown: unknown, dialect: Dialect, log: Log): Response {
  const error = toAppError(thrown);
  if (error.status >= 500) {
    log.error({ err: error.cause ?? error, internal: error.internal, code: error.code }, 'a request failed');
  }
  for (const [name, value] of Object.entries(error.headers)) c.header(name, value);
  const body = dialect.error(dialect.codeOf(error.code), error.message);
  // AppErrors carry statuses of `kinds-of-failure.ts`, all of which have a body.
  return c.json(body as object, error.status as ContentfulStatusCode);
}
