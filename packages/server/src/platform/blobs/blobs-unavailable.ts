import { AppError } from '../http/app-error.ts';
import { FAILURES } from '../http/kinds-of-failure.ts';

/** The store of bytes is away or full: the same request may work in a moment. */
export function blobsUnavailable(cause: unknown): AppError {
  return new AppError(FAILURES.unavailable, 'Stored content cannot be reached just now: try again in a moment.', {
    cause,
    headers: { 'Retry-After': '5' },
  });
}
