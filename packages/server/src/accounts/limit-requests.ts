import type { MiddlewareHandler } from 'hono';
import { applyLimit, setLimitHeaders } from '../platform/limits/limit-headers.ts';
import type { ApiEnv } from './api-env.ts';
import type { AuthenticateDeps } from './authenticate.ts';
import { type PlanLimitName, windowsOf } from './plan-windows.ts';

/** Counts each request against its key, behind `authenticate`. Throws `rate_limited`. */
export function limitRequests(
  { limits, limitOverrides }: Pick<AuthenticateDeps, 'limits' | 'limitOverrides'>,
  name: PlanLimitName,
): MiddlewareHandler<ApiEnv> {
  return async function limitKey(c, next) {
    const { keyId, plan } = c.get('principal');
    const state = await limits.consume(name, windowsOf(name, plan, limitOverrides), keyId);
    applyLimit(c, state);
    await next();
    // Once more, because a handler may have answered with a Response of its own.
    setLimitHeaders(c, state);
  };
}
