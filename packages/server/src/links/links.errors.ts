import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';

/** The same for a link that never was, was deleted, or belongs to somebody else. */
export const linkNotFound = (): AppError => new AppError(FAILURES.notFound, 'There is no link with this id.');
