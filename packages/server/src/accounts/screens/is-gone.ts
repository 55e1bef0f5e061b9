import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';

/** Whether what the address of a screen leads to is not there, or not any more. */
export const isGone = (error: unknown): boolean => error instanceof AppError && error.code === FAILURES.notFound.code;
