import { AppError } from './app-error.ts';
import { FAILURES } from './kinds-of-failure.ts';

/** A database, a disk or a bucket that is away comes back in seconds, if not in hours. */
export const UNAVAILABLE_SECONDS = 5;

/** Something this server works with is away: the same request may work in a moment. `cause` and `internal`: for the log only. */
export const unavailable = (message: string, details: { cause?: unknown; internal?: string } = {}): AppError =>
  new AppError(FAILURES.unavailable, message, {
    ...details,
    headers: { 'Retry-After': String(UNAVAILABLE_SECONDS) },
  });
