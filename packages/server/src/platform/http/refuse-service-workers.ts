import type { MiddlewareHandler } from 'hono';
import { AppError } from './app-error.ts';
import { FAILURES } from './kinds-of-failure.ts';

/** This server has no service worker, and what somebody uploaded must not become one: it would see every request to this host. */
export function refuseServiceWorkers(): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.header('Service-Worker') === 'script') {
      throw new AppError(FAILURES.notFound, 'There is nothing at this address.');
    }
    await next();
  };
}
