import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';
import type { Log } from '../log.ts';
import type { RequestEnv } from './request-env.ts';

type Options = {
  readonly nextRequestId: () => string;
  readonly clientAddress: (request: HttpBindings['incoming']) => string;
  readonly log: Log;
  readonly observe: (method: string, route: string, status: number, durationMs: number) => void;
};

/**
 * Gives each request its id and its client's address, and leaves one line in the log: the pattern of the route and not the
 * address that was asked for, which may hold a capability.
 */
export function identifyRequest(options: Options): MiddlewareHandler<RequestEnv & { Bindings: HttpBindings }> {
  return async (c, next) => {
    const startedMs = performance.now();
    const requestId = options.nextRequestId();
    c.set('requestId', requestId);
    c.set('clientAddress', options.clientAddress(c.env.incoming));
    c.header('X-Request-Id', requestId);
    await next();
    c.header('X-Request-Id', requestId);
    const durationMs = performance.now() - startedMs;
    const route = c.req.routePath;
    const { status } = c.res;
    options.observe(c.req.method, route, status, durationMs);
    options.log.info({ requestId, method: c.req.method, route, status, ms: Math.round(durationMs) }, 'request');
  };
}
