import type { Context } from 'hono';
import type { RequestEnv } from '../platform/http/request-env.ts';
import type { Principal } from './principal.ts';
import type { Scope } from './scope.ts';

/** What a request knows behind `authenticate`. */
export type ApiEnv = { Variables: RequestEnv['Variables'] & { principal: Principal } };

export function scopeOf(c: Context<ApiEnv>): Scope {
  const { workspaceId, livemode } = c.get('principal');
  return { workspaceId, livemode };
}
