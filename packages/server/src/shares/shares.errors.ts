import { AppError, type ErrorCode } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';

const PASSWORD_REQUIRED: ErrorCode = { code: 'PASSWORD_REQUIRED', status: 401 };
const INVALID_PASSWORD: ErrorCode = { code: 'INVALID_PASSWORD', status: 401 };
const INVALID_UPDATE: ErrorCode = { code: 'INVALID_UPDATE', status: 400 };
const CONTENT_IMMUTABLE: ErrorCode = { code: 'CONTENT_IMMUTABLE', status: 400 };

/** The same for a share that never was, was deleted, has ended, or belongs to somebody else. */
export const shareNotFound = (): AppError => new AppError(FAILURES.notFound, 'Share does not exist or has expired');

export const passwordRequired = (): AppError =>
  new AppError(
    PASSWORD_REQUIRED,
    'This share needs its password: POST it to the share’s "/unlock" and send the token you get as "Authorization: Bearer", or send the password as "X-Share-Password".',
  );

export const invalidPassword = (): AppError => new AppError(INVALID_PASSWORD, 'This is not the password of the share.');

export const invalidUpdate = (sentence: string): AppError => new AppError(INVALID_UPDATE, sentence);

export const contentImmutable = (): AppError =>
  new AppError(CONTENT_IMMUTABLE, 'The content of a share cannot be changed: make another share.');

export function invalidField(field: string, what: string): AppError {
  return new AppError(FAILURES.invalid, `The field "${field}" is not valid: ${what}.`);
}
