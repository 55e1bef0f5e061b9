import type { Context, MiddlewareHandler } from 'hono';
import { addressSubject } from '../platform/limits/address-subject.ts';
import { applyLimit } from '../platform/limits/limit-headers.ts';
import type { LimitOverrides } from '../platform/limits/limit-name.ts';
import type { Limits } from '../platform/limits/limits.ts';
import type { AccountDeps } from './account-deps.ts';
import type { ApiEnv } from './api-env.ts';
import { authenticateKey } from './authenticate-key.ts';
import { type PlanLimitName, windowsOf } from './plan-windows.ts';
import { readKeyToken } from './read-key-token.ts';
import { authenticateSession } from './sign-in/authenticate-session.ts';
import type { SessionDeps } from './sign-in/current-session.ts';
import { unauthorized } from './unauthorized.ts';

export type AuthenticateDeps = Omit<AccountDeps, 'ids' | 'sealer'> &
  SessionDeps & {
    readonly limits: Limits;
    readonly limitOverrides: LimitOverrides;
  };

/**
 * Finds out whose key a request carries, or throws `unauthorized`. What has no valid key counts against the client's address, in
 * the windows that `name` has on the smallest plan; an address that has used those up is refused before the database is asked
 * for another key. Keys that this process knows go on working behind such an address, which may be that of a whole company.
 *
 * Where no key is sent, the session of a person will do.
 */
export function authenticate(deps: AuthenticateDeps, name: PlanLimitName): MiddlewareHandler<ApiEnv> {
  const windows = windowsOf(name, 'free', deps.limitOverrides);

  async function countStranger(c: Context<ApiEnv>, address: string): Promise<void> {
    applyLimit(c, await deps.limits.consume(name, windows, address));
  }

  return async function authenticateRequest(c, next) {
    const address = addressSubject(c.get('clientAddress'));
    const read = readKeyToken(c.req);
    const person = 'refusal' in read && read.refusal === 'missing' ? await authenticateSession(deps, c) : undefined;
    if (person !== undefined) {
      c.set('principal', person);
      return next();
    }
    if ('refusal' in read) {
      await countStranger(c, address);
      throw unauthorized(read.refusal);
    }
    const mayAsk = () => !deps.limits.isUsedUp(name, windows, address);
    const principal = await authenticateKey(deps, read.token, mayAsk);
    if (principal === undefined) {
      await countStranger(c, address);
      throw unauthorized('invalid');
    }
    c.set('principal', principal);
    return next();
  };
}
