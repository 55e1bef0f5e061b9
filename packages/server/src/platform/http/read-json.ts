import type { MiddlewareHandler } from 'hono';
import { AppError } from './app-error.ts';
import { FAILURES } from './kinds-of-failure.ts';
import { readBytes } from './read-bytes.ts';

/** More levels than this serve no caller and cost a parser its stack. */
const DEPTH_MAX = 64;

function depthExceeds(text: string, depthMax: number): boolean {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (quoted) {
      if (character === 0x5c) index++;
      else if (character === 0x22) quoted = false;
    } else if (character === 0x22) quoted = true;
    else if (character === 0x5b || character === 0x7b) {
      if (++depth > depthMax) return true;
    } else if (character === 0x5d || character === 0x7d) depth--;
  }
  return false;
}

function refuseHostileKeys(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new AppError(FAILURES.invalid, 'The field "__proto__" is not allowed.');
  return value;
}

function parseStrictly(bytes: Uint8Array): unknown {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError(FAILURES.invalid, 'The body is not valid UTF-8.', { cause });
  }
  if (depthExceeds(text, DEPTH_MAX)) {
    throw new AppError(FAILURES.invalid, `The body is nested more than ${DEPTH_MAX} levels deep.`);
  }
  try {
    return JSON.parse(text, refuseHostileKeys);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError(FAILURES.invalid, 'The body is not valid JSON.', { cause });
  }
}

function isJson(contentType: string | undefined): boolean {
  const [type, ...parameters] = (contentType ?? '')
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  if (type !== 'application/json') return false;
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  return charset === undefined || charset.replaceAll('"', '') === 'utf-8';
}

/**
 * Reads the body of POST, PUT and PATCH as JSON, strictly, before any schema sees it: 415 for another type, 413 past
 * `sizeBytesMax` (counted while reading), 400 for broken UTF-8 or JSON. A POST without a body is an empty object.
 */
export function readJson(sizeBytesMax: number): MiddlewareHandler {
  const tooLarge = () => new AppError(FAILURES.tooLarge, `The body is larger than ${sizeBytesMax} bytes.`);
  return async (c, next) => {
    if (c.req.method !== 'POST' && c.req.method !== 'PUT' && c.req.method !== 'PATCH') return next();
    const bytes = await readBytes(c, sizeBytesMax, tooLarge());
    const contentType = c.req.header('content-type');
    if (bytes.byteLength === 0 && contentType === undefined) {
      c.req.bodyCache.json = Promise.resolve({});
      // Asked for by the validators to tell whether there is a body at all; without it they answer 415.
      c.req.bodyCache.arrayBuffer = new ArrayBuffer(0);
      return next();
    }
    if (!isJson(contentType)) {
      throw new AppError(FAILURES.unsupportedMediaType, 'The body must be application/json in UTF-8.');
    }
    // Hono's validators read the body from here; a second parse of the stream would find it used up.
    c.req.bodyCache.json = Promise.resolve(parseStrictly(bytes));
    return next();
  };
}
