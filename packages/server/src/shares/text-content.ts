import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import { invalidField } from './shares.errors.ts';

const TEXT_BYTES_MAX = 1024 * 1024;

/** Throws `invalid_request` for what is no text, and `payload_too_large`. */
export function parseText(body: unknown): string {
  if (typeof body !== 'string') throw invalidField('content.body', 'it must be a text');
  // What is kept is UTF-8, which half of a surrogate pair has no place in.
  if (!body.isWellFormed()) throw invalidField('content.body', 'it holds half of a surrogate pair');
  if (body === '') throw invalidField('content.body', 'it is empty');
  if (Buffer.byteLength(body) > TEXT_BYTES_MAX) {
    throw new AppError(
      FAILURES.tooLarge,
      'The field "content.body" is larger than 1 MiB, the most that a text may have.',
    );
  }
  return body;
}
