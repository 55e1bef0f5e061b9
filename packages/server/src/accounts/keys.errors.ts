import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';

/** The same for a key that never was and for one of another workspace or mode. */
export const keyNotFound = (): AppError => new AppError(FAILURES.notFound, 'There is no key with this id.');

export const keyHasEnded = (): AppError =>
  new AppError(FAILURES.conflict, 'This key has expired or was revoked: it cannot be changed any more.');

export const keyWasRotated = (cause: unknown): AppError =>
  new AppError(FAILURES.conflict, 'This key was rotated before: rotate the key that replaced it.', { cause });
