/**
 * The failures that platform code and shared use cases raise, before it is known which API was called. Each API's dialect
 * gives them its own codes; the status is the same in all.
 */
export const FAILURES = {
  invalid: { code: 'invalid_request', status: 400 },
  unauthorized: { code: 'unauthorized', status: 401 },
  forbidden: { code: 'forbidden', status: 403 },
  notFound: { code: 'not_found', status: 404 },
  conflict: { code: 'conflict', status: 409 },
  tooLarge: { code: 'payload_too_large', status: 413 },
  unsupportedMediaType: { code: 'unsupported_media_type', status: 415 },
  rateLimited: { code: 'rate_limited', status: 429 },
  internal: { code: 'internal', status: 500 },
  unavailable: { code: 'unavailable', status: 503 },
} as const;
