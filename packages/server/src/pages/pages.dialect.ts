import type { Dialect } from '../platform/http/dialect.ts';

const CODES: Readonly<Record<string, string>> = {
  invalid_request: 'VALIDATION_ERROR',
  unauthorized: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'PAGE_NOT_FOUND',
  conflict: 'CONFLICT',
  payload_too_large: 'FILE_SIZE_EXCEEDED',
  unsupported_media_type: 'UNSUPPORTED_MEDIA_TYPE',
  rate_limited: 'RATE_LIMIT_EXCEEDED',
  internal: 'INTERNAL_ERROR',
  unavailable: 'UNAVAILABLE',
};

/** The wire of `sources/sharedrop-api-reference.txt`: `{"data"}` and `{"error":{"code","message"}}`. */
export const pagesDialect: Dialect = {
  name: 'pages',
  codeOf: (code) => CODES[code] ?? code,
  error: (code, message) => ({ error: { code, message } }),
};
