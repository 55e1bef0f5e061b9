import type { Context } from 'hono';
import type { Caller } from '../platform/events/caller.ts';
import type { RequestEnv } from '../platform/http/request-env.ts';
import { anonymiseAddress, formatAnonymousAddress } from '../platform/net/anonymise-address.ts';
import type { WorkspaceStanding } from './members/member-deps.ts';
import type { Principal } from './principal.ts';
import type { Scope } from './scope.ts';

/** What a request knows behind `authenticate`. */
export type ApiEnv = {
  Variables: RequestEnv['Variables'] & {
    principal: Principal /** Of requests about one workspace. */;
    standing?: WorkspaceStanding;
  };
};

export function scopeOf(c: Context<ApiEnv>): Scope {
  const { workspaceId, livemode } = c.get('principal');
  return { workspaceId, livemode };
}

/** The scope of a request with who asks, for use cases that change something. */
export function callerOf(c: Context<ApiEnv>): Caller {
  const address = formatAnonymousAddress(anonymiseAddress(c.get('clientAddress')));
  const { keyId, personId } = c.get('principal');
  return { ...scopeOf(c), actor: { kind: personId === null ? 'key' : 'person', id: keyId, address } };
}
