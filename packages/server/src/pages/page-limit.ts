import type { MiddlewareHandler } from 'hono';
import {
  type ApiEnv,
  type AuthenticateDeps,
  authenticate,
  limitRequests,
  type PlanLimitName,
} from '../accounts/index.ts';

type PageLimitName = Extract<PlanLimitName, `pages.${string}`>;

/** Which limit a call counts against: the rows of the source's table. */
function limitOf(method: string, path: string): PageLimitName {
  if (method === 'DELETE' || (method === 'POST' && /\/share\/?$/.test(path))) return 'pages.delete';
  const isUpload = method === 'PUT' || (method === 'POST' && /\/pages\/?$/.test(path));
  return isUpload ? 'pages.upload' : 'pages.read';
}

/** Finds out who calls, and counts the call, before a body is read. */
export function admitPageCalls(deps: AuthenticateDeps): MiddlewareHandler<ApiEnv> {
  const admit = (name: PageLimitName) => [authenticate(deps, name), limitRequests(deps, name)] as const;
  const admissions = {
    'pages.upload': admit('pages.upload'),
    'pages.read': admit('pages.read'),
    'pages.delete': admit('pages.delete'),
  };
  return async function admitPageCall(c, next) {
    const [authenticateCall, limitCall] = admissions[limitOf(c.req.method, c.req.path)];
    await authenticateCall(c, async () => {
      await limitCall(c, next);
    });
  };
}
