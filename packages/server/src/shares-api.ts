import { authenticate, limitRequests, type PlanLimitName, welcomeAnyone } from './accounts/index.ts';
import type { Deps } from './deps.ts';
import { createApi } from './platform/http/api.ts';
import { readJson } from './platform/http/read-json.ts';
import type { RequestEnv } from './platform/http/request-env.ts';
import { componentRoutes, retrievalRoutes, shareRoutes, throttleMisses } from './shares/index.ts';

const BODY_BYTES_MAX = 64 * 1024;
/** An image of 5 MiB in base64, or a text of 1 MiB of which each character is written as an escape. */
const CONTENT_BYTES_MAX = 8 * 1024 * 1024;

/** The shares API. Each of its calls has a limit of its own. */
export function sharesApi(deps: Deps) {
  const api = createApi<RequestEnv>();
  // Who is asking, and how often, is settled before a body is read.
  const closed = (name: PlanLimitName) => [authenticate(deps, name), limitRequests(deps, name)] as const;
  const open = [welcomeAnyone(deps, 'shares.retrieve'), throttleMisses(deps)] as const;
  api.on('POST', '/share', ...closed('shares.create'), readJson(CONTENT_BYTES_MAX));
  api.on('GET', '/share/:id', ...open);
  api.on('POST', '/share/:id/unlock', ...open, readJson(BODY_BYTES_MAX));
  api.on('PATCH', '/share/:id', ...closed('shares.update'), readJson(CONTENT_BYTES_MAX));
  api.on('DELETE', '/share/:id', ...closed('shares.update'));
  api.on('GET', '/shares', ...closed('shares.list'));
  api.on('GET', '/share/:id/analytics', ...closed('shares.list'));
  api.route('/', componentRoutes(deps.components));
  api.route('/', retrievalRoutes(deps));
  api.route('/', shareRoutes(deps));
  return api;
}
