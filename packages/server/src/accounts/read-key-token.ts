import { containsKey, type KeyToken, parseKeyToken } from './key-token.ts';
import type { UnauthorizedReason } from './unauthorized.ts';

/** Names under which programs put keys into addresses. */
const QUERY_NAMES = new Set(['api_key', 'apikey', 'key', 'access_token', 'token']);
const BEARER = /^bearer +(\S+)$/i;

/** The parts of a request that may carry a key. */
export type KeyCarrier = { readonly url: string; header(name: string): string | undefined };

export type ReadToken = { readonly token: KeyToken } | { readonly refusal: UnauthorizedReason };

function hasKeyInQuery(url: string): boolean {
  const start = url.indexOf('?');
  if (start === -1) return false;
  for (const [name, value] of new URLSearchParams(url.slice(start + 1))) {
    if (QUERY_NAMES.has(name.toLowerCase()) || containsKey(name) || containsKey(value)) return true;
  }
  return false;
}

/**
 * The key that a request sends in its one proper place. A key that is sent elsewhere as well is refused: it has leaked into
 * logs by then. Several `Authorization` headers arrive as one with a comma, which is no key.
 */
export function readKeyToken(request: KeyCarrier): ReadToken {
  if (hasKeyInQuery(request.url)) return { refusal: 'query' };
  if (containsKey(request.header('cookie') ?? '')) return { refusal: 'cookie' };
  const authorization = request.header('authorization');
  if (authorization === undefined) return { refusal: 'missing' };
  const text = BEARER.exec(authorization)?.[1];
  if (text === undefined) return { refusal: 'malformed' };
  const token = parseKeyToken(text);
  return token === undefined ? { refusal: 'invalid' } : { token };
}
