import type { Context } from 'hono';
import { AppError } from '../http/app-error.ts';
import { FAILURES } from '../http/kinds-of-failure.ts';
import type { LimitState } from './limit-state.ts';

export function limitHeaders(state: LimitState): Readonly<Record<string, string>> {
  return {
    'X-RateLimit-Limit': String(state.limit),
    'X-RateLimit-Remaining': String(state.remaining),
    'X-RateLimit-Reset': String(state.resetAtUnixSeconds),
  };
}

/** Belongs on every response that was counted, refused or not: so it is set before anything can throw. */
export function setLimitHeaders(c: Context, state: LimitState): void {
  for (const [name, value] of Object.entries(limitHeaders(state))) c.header(name, value);
}

export function rateLimited(state: LimitState): AppError {
  const seconds = state.retryAfterSeconds;
  const wait = `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  return new AppError(FAILURES.rateLimited, `Too many requests: try again in ${wait}.`, {
    headers: { 'Retry-After': String(seconds) },
  });
}

/** Tells the client its quota, and throws `rate_limited` when there is none left. */
export function applyLimit(c: Context, state: LimitState): void {
  setLimitHeaders(c, state);
  if (!state.allowed) throw rateLimited(state);
}
