import type { Context } from 'hono';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { readBytes } from '../../platform/http/read-bytes.ts';
import { parseContentType } from './content-type.ts';
import { type ReceivedForm, receiveForm } from './receive-form.ts';

const NO_FIELDS: ReadonlyMap<string, string> = new Map();

/** Throws `payload_too_large` for a file that is larger than its plan allows. */
export function fileTooLarge(fileBytesMax: number): AppError {
  return new AppError(FAILURES.tooLarge, `The file is larger than ${fileBytesMax} bytes, the limit of this plan.`);
}

/** The file of a request, as its raw body or in a form. Throws `unsupported_media_type` for other requests. */
export async function receiveUpload(c: Context, fileBytesMax: number): Promise<ReceivedForm> {
  const { type, parameters } = parseContentType(c.req.header('content-type'));
  const encoding = c.req.header('content-encoding') ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new AppError(FAILURES.unsupportedMediaType, 'The body must not be compressed.');
  }
  const tooLarge = fileTooLarge(fileBytesMax);
  if (type === 'multipart/form-data') return receiveForm(c, fileBytesMax, tooLarge);
  if (type !== 'text/html') {
    throw new AppError(
      FAILURES.unsupportedMediaType,
      'The body must be text/html, or multipart/form-data with a file.',
    );
  }
  const bytes = await readBytes(c, fileBytesMax, tooLarge);
  return { file: { bytes, fileName: undefined, charset: parameters.get('charset') }, fields: NO_FIELDS };
}
