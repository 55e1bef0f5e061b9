import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';

export function hasExpired(expiresAtMs: number | null, nowMs: number): boolean {
  return expiresAtMs !== null && expiresAtMs <= nowMs;
}

/** Throws `invalid_request` for a time that has come already. */
export function requireFutureExpiry(expiresAtMs: number | null, nowMs: number): void {
  if (!hasExpired(expiresAtMs, nowMs)) return;
  throw new AppError(FAILURES.invalid, 'The expiry of a key, "expires_at", must lie in the future.');
}
