import type { Context } from 'hono';
import { AppError } from './app-error.ts';
import { FAILURES } from './kinds-of-failure.ts';
import { readBytes } from './read-bytes.ts';

const FORM_BYTES_MAX = 16 * 1024;
const FIELDS_MAX = 50;

/** The fields of a form as browsers send one; of a name that comes twice, the last. Throws 415, 413 and 400. */
export async function readForm(c: Context): Promise<Readonly<Record<string, string>>> {
  const type = (c.req.header('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/x-www-form-urlencoded') {
    throw new AppError(FAILURES.unsupportedMediaType, 'The body must be a form: application/x-www-form-urlencoded.');
  }
  const tooLarge = new AppError(FAILURES.tooLarge, `The form is larger than ${FORM_BYTES_MAX} bytes.`);
  const text = new TextDecoder().decode(await readBytes(c, FORM_BYTES_MAX, tooLarge));
  const fields = [...new URLSearchParams(text)];
  if (fields.length > FIELDS_MAX) throw new AppError(FAILURES.invalid, 'The form has too many fields.');
  return Object.fromEntries(fields);
}
