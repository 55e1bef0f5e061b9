import type { Context } from 'hono';
import { lacksScope, type Principal, unauthorized } from '../accounts/index.ts';
import type { RetrievalEnv } from './retrieval-request.ts';

/** Whose key asks to look without counting. Throws `unauthorized` without a key, `forbidden` for one that may not read shares. */
export function requirePeeker(c: Context<RetrievalEnv>): Principal {
  const principal = c.get('principal');
  if (principal === undefined) {
    throw unauthorized(c.req.header('authorization') === undefined ? 'missing' : 'invalid');
  }
  if (principal.scopes.has('shares:read')) return principal;
  throw lacksScope('shares:read');
}
