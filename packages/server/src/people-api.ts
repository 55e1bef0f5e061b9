import { authenticate, limitRequests, meRoutes, workspaceRoutes } from './accounts/index.ts';
import type { Deps } from './deps.ts';
import { createApi } from './platform/http/api.ts';
import { readJson } from './platform/http/read-json.ts';
import type { RequestEnv } from './platform/http/request-env.ts';

const BODY_BYTES_MAX = 16 * 1024;

/** What people do about themselves and about who works with them. */
export function peopleApi(deps: Deps) {
  const api = createApi<RequestEnv>();
  for (const path of ['/me/*', '/workspaces/*', '/invitations/*']) {
    api.use(path, authenticate(deps, 'links.api'), limitRequests(deps, 'links.api'), readJson(BODY_BYTES_MAX));
  }
  api.route('/', meRoutes(deps));
  api.route('/', workspaceRoutes(deps));
  return api;
}
