import type { MiddlewareHandler } from 'hono';
import type { ApiEnv } from './api-env.ts';
import type { KeyScope } from './key-scope.ts';
import { lacksScope } from './lacks-scope.ts';

/** Lets keys with `scope` pass; throws `forbidden` for others. */
export function requireScope(scope: KeyScope): MiddlewareHandler<ApiEnv> {
  return async function checkScope(c, next) {
    if (!c.get('principal').scopes.has(scope)) throw lacksScope(scope);
    await next();
  };
}
