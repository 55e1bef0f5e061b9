import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import type { KeyScope } from './key-scope.ts';

export const lacksScope = (scope: KeyScope): AppError =>
  new AppError(FAILURES.forbidden, `This key lacks the scope "${scope}".`, {
    refused: { missing: `the scope "${scope}"` },
  });
