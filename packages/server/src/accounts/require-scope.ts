import type { MiddlewareHandler } from 'hono';
import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import type { ApiEnv } from './api-env.ts';
import type { KeyScope } from './key-scope.ts';

/** Lets keys with `scope` pass; throws `forbidden` for others. */
export function requireScope(scope: KeyScope): MiddlewareHandler<ApiEnv> {
  return async function checkScope(c, next) {
    if (!c.get('principal').scopes.has(scope)) {
      throw new AppError(FAILURES.forbidden, `This key lacks the scope "${scope}".`);
    }
    await next();
  };
}
