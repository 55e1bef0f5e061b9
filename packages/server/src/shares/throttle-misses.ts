import type { MiddlewareHandler } from 'hono';
import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import type { RequestEnv } from '../platform/http/request-env.ts';
import type { ThrottleMiss } from '../platform/limits/throttle-miss.ts';

type Deps = { readonly throttleMiss: ThrottleMiss };

/** Slows down who goes through ids, and nobody who asks for shares that are there. Throws `rate_limited`. */
export function throttleMisses({ throttleMiss }: Deps): MiddlewareHandler<RequestEnv> {
  return async function countMiss(c, next) {
    await next();
    if (c.res.status !== 404) return;
    const seconds = await throttleMiss(c.get('clientAddress'));
    if (seconds === 0) return;
    throw new AppError(FAILURES.rateLimited, 'You asked for too many shares that are not there. Wait a moment.', {
      headers: { 'Retry-After': String(seconds) },
    });
  };
}
