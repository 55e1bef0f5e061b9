import { authenticate, keyRoutes, limitRequests } from './accounts/index.ts';
import type { Deps } from './deps.ts';
import { linkRoutes, linkVisitRoutes } from './links/index.ts';
import { createApi } from './platform/http/api.ts';
import { readJson } from './platform/http/read-json.ts';
import type { RequestEnv } from './platform/http/request-env.ts';

const BODY_BYTES_MAX = 64 * 1024;

/** The links API, and the keys that open it; the same under both of its bases. */
export function linksApi(deps: Deps) {
  const api = createApi<RequestEnv>();
  for (const path of ['/links/*', '/keys/*']) {
    // Who is asking, and how often, is settled before a body is read.
    api.use(path, authenticate(deps, 'links.api'), limitRequests(deps, 'links.api'), readJson(BODY_BYTES_MAX));
  }
  api.route('/', linkRoutes(deps));
  api.route('/', linkVisitRoutes(deps));
  api.route('/', keyRoutes(deps));
  return api;
}
