import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import { isReservedSegment } from '../platform/http/reserved-segments.ts';

const HANDLE = /^(?=.{3,32}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;

export function isHandle(text: string): boolean {
  return HANDLE.test(text) && !isReservedSegment(text);
}

/**
 * Checks the handle of a workspace, which is also the username of a person. Throws `invalid_request`: only one spelling is
 * a handle, so nothing is made of another one.
 */
export function requireHandle(text: string): string {
  if (!HANDLE.test(text)) {
    throw new AppError(
      FAILURES.invalid,
      'The handle of a workspace must be 3 to 32 of a–z, 0–9 and single hyphens, with no hyphen at either end.',
    );
  }
  if (isReservedSegment(text)) {
    throw new AppError(FAILURES.invalid, `The handle "${text}" is reserved for the server itself.`);
  }
  return text;
}
