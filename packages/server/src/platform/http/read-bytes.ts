import type { Context } from 'hono';
import { AppError } from './app-error.ts';
import { FAILURES } from './kinds-of-failure.ts';

/** The client is gone or broke off: nobody hears this, and it is no failure of the server. */
export const brokenOff = (cause: unknown): AppError =>
  new AppError(FAILURES.invalid, 'The body did not arrive as a whole.', { cause });

/**
 * Reads the body as it is, counting while reading: `tooLarge` is thrown as soon as it is known, by what the request declares or by
 * what has come.
 */
export async function readBytes(c: Context, sizeBytesMax: number, tooLarge: AppError): Promise<Buffer<ArrayBuffer>> {
  if (Number(c.req.header('content-length') ?? 0) > sizeBytesMax) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of c.req.raw.body ?? []) {
      sizeBytes += chunk.length;
      if (sizeBytes > sizeBytesMax) throw tooLarge;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw cause === tooLarge ? tooLarge : brokenOff(cause);
  }
  return Buffer.concat(chunks, sizeBytes);
}
