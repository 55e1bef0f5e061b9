import { authenticate, limitRequests } from './accounts/index.ts';
import type { Deps } from './deps.ts';
import { createApi } from './platform/http/api.ts';
import { readJson } from './platform/http/read-json.ts';
import type { RequestEnv } from './platform/http/request-env.ts';
import { privacyRoutes, receiptRoutes } from './privacy/index.ts';

const BODY_BYTES_MAX = 1024;

/** Export and erasure; the same under both bases. A receipt needs no key, so it is routed before keys are asked for. */
export function privacyApi(deps: Deps) {
  const api = createApi<RequestEnv>();
  api.route('/', receiptRoutes(deps));
  api.use('/privacy/*', authenticate(deps, 'links.api'), limitRequests(deps, 'links.api'), readJson(BODY_BYTES_MAX));
  api.route('/', privacyRoutes(deps));
  return api;
}
