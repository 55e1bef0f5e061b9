import type { MiddlewareHandler } from 'hono';
import { isPrefetched } from '../retrieval-request.ts';

/**
 * A browser that asks before its person does would show them later what it got now. It is told that it gets nothing, upon which it
 * asks again when somebody really goes there.
 */
export const refusePrefetch: MiddlewareHandler = async (c, next) => {
  if (isPrefetched(c)) return c.body(null, 503, { 'Cache-Control': 'no-store' });
  return next();
};
