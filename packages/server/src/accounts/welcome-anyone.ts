import type { Context, MiddlewareHandler } from 'hono';
import type { RequestEnv } from '../platform/http/request-env.ts';
import { addressSubject } from '../platform/limits/address-subject.ts';
import { applyLimit, setLimitHeaders } from '../platform/limits/limit-headers.ts';
import type { AuthenticateDeps } from './authenticate.ts';
import { authenticateKey } from './authenticate-key.ts';
import { type PlanLimitName, windowsOf } from './plan-windows.ts';
import type { Principal } from './principal.ts';
import { readKeyToken } from './read-key-token.ts';
import { unauthorized } from './unauthorized.ts';

/** What a request knows behind `welcomeAnyone`: `principal` is undefined where no valid key was sent. */
export type OpenEnv = { Variables: RequestEnv['Variables'] & { principal: Principal | undefined } };

/**
 * For calls that need no key and heed one: counts each request against its valid key, else against the address it comes from.
 * What else stands in `Authorization` is for the call to judge. Throws `rate_limited`, and `unauthorized` for a key that is sent
 * where it must not be.
 */
export function welcomeAnyone(deps: AuthenticateDeps, name: PlanLimitName): MiddlewareHandler<OpenEnv> {
  const ofStrangers = windowsOf(name, 'free', deps.limitOverrides);

  async function recognise(c: Context<OpenEnv>, address: string): Promise<Principal | undefined> {
    const read = readKeyToken(c.req);
    if ('token' in read) {
      return authenticateKey(deps, read.token, () => !deps.limits.isUsedUp(name, ofStrangers, address));
    }
    if (read.refusal !== 'query' && read.refusal !== 'cookie') return undefined;
    applyLimit(c, await deps.limits.consume(name, ofStrangers, address));
    throw unauthorized(read.refusal);
  }

  return async function welcome(c, next) {
    const address = addressSubject(c.get('clientAddress'));
    const principal = await recognise(c, address);
    const windows = principal === undefined ? ofStrangers : windowsOf(name, principal.plan, deps.limitOverrides);
    const state = await deps.limits.consume(name, windows, principal?.keyId ?? address);
    applyLimit(c, state);
    c.set('principal', principal);
    await next();
    // Once more, because a handler may have answered with a Response of its own.
    setLimitHeaders(c, state);
  };
}
