import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';

const HOW = 'send it in the header "Authorization: Bearer <key>"';

/** Why a request has no key that counts, as its sender may know. */
const SENTENCES = {
  missing: `This call needs a key: ${HOW}.`,
  malformed: 'The header "Authorization" must hold "Bearer" and one key, and be sent once.',
  query: `A key must not be part of an address, which logs and histories keep: ${HOW}. Rotate this one if it was real.`,
  cookie: `A key must not be sent as a cookie: ${HOW}.`,
  // One sentence for all of these: whoever tries keys learns nothing of the one that was hit.
  invalid: 'This key is not valid: it is mistyped, expired or revoked.',
} as const;

export type UnauthorizedReason = keyof typeof SENTENCES;

/** With the challenge of RFC 6750. */
export function unauthorized(reason: UnauthorizedReason): AppError {
  const challenge = reason === 'invalid' ? 'Bearer realm="proffer", error="invalid_token"' : 'Bearer realm="proffer"';
  return new AppError(FAILURES.unauthorized, SENTENCES[reason], { headers: { 'WWW-Authenticate': challenge } });
}
