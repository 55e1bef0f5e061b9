import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Encoding } from './choose-encoding.ts';

const brotliAsync = promisify(brotliCompress);
const gzipAsync = promisify(gzip);

/** Below this the headers are most of the answer. */
const BYTES_MIN = 512;
/** Brotli's best takes a second for each megabyte; for what is kept in memory and sent often this level is nearly as small. */
const BROTLI_QUALITY = 6;

export function isWorthEncoding(length: number): boolean {
  return length >= BYTES_MIN;
}

/** On the threads of the pool, so that the thread that answers does not wait. */
export function encodeBytes(bytes: Buffer, encoding: Exclude<Encoding, 'identity'>): Promise<Buffer> {
  if (encoding === 'gzip') return gzipAsync(bytes, { level: 6 });
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
  };
  return brotliAsync(bytes, { params });
}
