import type { Context } from 'hono';
import { type Principal, unauthorized } from '../accounts/index.ts';
import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import type { RetrievalEnv } from './retrieval-request.ts';

/** Whose key asks to look without counting. Throws `unauthorized` without a key, `forbidden` for one that may not read shares. */
export function requirePeeker(c: Context<RetrievalEnv>): Principal {
  const principal = c.get('principal');
  if (principal === undefined) {
    throw unauthorized(c.req.header('authorization') === undefined ? 'missing' : 'invalid');
  }
  if (principal.scopes.has('shares:read')) return principal;
  throw new AppError(FAILURES.forbidden, 'This key lacks the scope "shares:read".');
}
