import type { Dialect } from '../platform/http/dialect.ts';

const CODES: Readonly<Record<string, string>> = {
  invalid_request: 'VALIDATION_ERROR',
  unauthorized: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'SHARE_NOT_FOUND',
  conflict: 'CONFLICT',
  payload_too_large: 'PAYLOAD_TOO_LARGE',
  unsupported_media_type: 'UNSUPPORTED_MEDIA_TYPE',
  rate_limited: 'RATE_LIMIT_EXCEEDED',
  internal: 'INTERNAL_ERROR',
  unavailable: 'UNAVAILABLE',
};

/** The wire of `sources/share-api.txt`: `{"success":true,"data"}` and `{"success":false,"error":{"code","message"}}`. */
export const sharesDialect: Dialect = {
  name: 'shares',
  codeOf: (code) => CODES[code] ?? code,
  error: (code, message) => ({ success: false, error: { code, message } }),
};
