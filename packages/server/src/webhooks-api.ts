import { authenticate, limitRequests } from './accounts/index.ts';
import type { Deps } from './deps.ts';
import { createApi } from './platform/http/api.ts';
import { readJson } from './platform/http/read-json.ts';
import type { RequestEnv } from './platform/http/request-env.ts';
import { deliveryRoutes, webhookRoutes } from './webhooks/index.ts';

const BODY_BYTES_MAX = 64 * 1024;

/** Webhooks and their log; the same under both bases. */
export function webhooksApi(deps: Deps) {
  const api = createApi<RequestEnv>();
  api.use('/webhooks/*', authenticate(deps, 'links.api'), limitRequests(deps, 'links.api'), readJson(BODY_BYTES_MAX));
  api.route('/', webhookRoutes(deps));
  api.route('/', deliveryRoutes(deps));
  return api;
}
