import type { MiddlewareHandler } from 'hono';
import { AppError } from './app-error.ts';
import { FAILURES } from './kinds-of-failure.ts';
import { readBytes } from './read-bytes.ts';

/** More levels than this serve no caller and cost a parser its stack. */
const DEPTH_MAX = 64;
/** A body of megabytes may hold one long text, and not a million tiny values, each of which is an object to make and to check. */
const VALUES_MAX = 100_000;

/** What is too much about a text of JSON, before anything is made of it. */
function findExcess(text: string): string | undefined {
  let depth = 0;
  let values = 1;
  let quoted = false;
  for (let index = 0; index < text.length; index++) {
    const character = text.charCodeAt(index);
    if (quoted) {
      if (character === 0x5c) index++;
      else if (character === 0x22) quoted = false;
    } else if (character === 0x22) quoted = true;
    else if (character === 0x5b || character === 0x7b) {
      values++;
      if (++depth > DEPTH_MAX) return `is nested more than ${DEPTH_MAX} levels deep`;
    } else if (character === 0x5d || character === 0x7d) depth--;
    else if (character === 0x2c && ++values > VALUES_MAX) return `holds more than ${VALUES_MAX} values`;
  }
  return values > VALUES_MAX ? `holds more than ${VALUES_MAX} values` : undefined;
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
  const excess = findExcess(text);
  if (excess !== undefined) throw new AppError(FAILURES.invalid, `The body ${excess}.`);
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
