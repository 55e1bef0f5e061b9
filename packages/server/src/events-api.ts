import { authenticate, limitRequests } from './accounts/index.ts';
import { auditRoutes } from './audit/index.ts';
import type { Deps } from './deps.ts';
import { eventRoutes } from './events/index.ts';
import { createApi } from './platform/http/api.ts';
import type { RequestEnv } from './platform/http/request-env.ts';

/** What happened, for machines and for administrators; the same under both bases. */
export function eventsApi(deps: Deps, isStopping: () => boolean) {
  const api = createApi<RequestEnv>();
  for (const path of ['/events/*', '/audit/*']) {
    api.use(path, authenticate(deps, 'links.api'), limitRequests(deps, 'links.api'));
  }
  api.route('/', eventRoutes(deps, isStopping));
  api.route('/', auditRoutes(deps));
  return api;
}
