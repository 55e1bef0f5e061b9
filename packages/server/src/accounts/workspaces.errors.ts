import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';

export const handleTaken = (handle: string, cause: unknown) =>
  new AppError(FAILURES.conflict, `The handle "${handle}" is taken.`, { cause });
