import type { Context } from 'hono';
import { AppError } from './app-error.ts';
import { FAILURES } from './kinds-of-failure.ts';

/** The client is gone or broke off: nobody hears this, and it is no failure of the server. */
export const brokenOff = (cause: unknown): AppError =>
  new AppError(FAILURES.invalid, 'The body did not arrive as a whole.', { cause });

/** What is still taken in, and thrown away, after a body was refused. */
const DISCARDED_BYTES_MAX = 64 * 1024 * 1024;

type BodyReader = ReadableStreamDefaultReader<Uint8Array>;

async function discardRest(reader: BodyReader): Promise<void> {
  try {
    for (let sizeBytes = 0; sizeBytes <= DISCARDED_BYTES_MAX; ) {
      const { done, value } = await reader.read();
      if (done) return;
      sizeBytes += value.length;
    }
  } catch {
    // The connection is closed, which is the other end of it.
  }
}

/**
 * The body as it comes. When its reader stops early the rest is taken in all the same, within bounds, beside the answer: a
 * connection that is cut while a client is still sending takes the answer with it.
 */
export async function* bodyChunks(c: Context): AsyncGenerator<Uint8Array> {
  const reader = c.req.raw.body?.getReader();
  if (reader === undefined) return;
  let isRead = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      isRead = done;
      if (done) return;
      yield value;
    }
  } finally {
    if (!isRead) void discardRest(reader);
  }
}

/**
 * Reads the body as it is, counting while reading: `tooLarge` is thrown as soon as it is known, by what the request declares or by
 * what has come.
 */
export async function readBytes(c: Context, sizeBytesMax: number, tooLarge: AppError): Promise<Buffer<ArrayBuffer>> {
  if (Number(c.req.header('content-length') ?? 0) > sizeBytesMax) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  try {
    for await (const chunk of bodyChunks(c)) {
      sizeBytes += chunk.length;
      if (sizeBytes > sizeBytesMax) throw tooLarge;
      chunks.push(chunk);
    }
  } catch (cause) {
    throw cause === tooLarge ? tooLarge : brokenOff(cause);
  }
  return Buffer.concat(chunks, sizeBytes);
}
