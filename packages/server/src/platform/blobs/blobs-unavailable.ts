import type { AppError } from '../http/app-error.ts';
import { unavailable } from '../http/unavailable.ts';

/** The store of bytes is away or full. */
export const blobsUnavailable = (cause: unknown): AppError =>
  unavailable('Stored content cannot be reached just now: try again in a moment.', { cause });
