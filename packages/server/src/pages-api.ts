import type { MiddlewareHandler } from 'hono';
import type { Deps } from './deps.ts';
import { admitPageCalls, pageCommentRoutes, pageGrantRoutes, pageRoutes, pageVersionRoutes } from './pages/index.ts';
import { createApi } from './platform/http/api.ts';
import { readJson } from './platform/http/read-json.ts';
import type { RequestEnv } from './platform/http/request-env.ts';

const BODY_BYTES_MAX = 64 * 1024;
const UPLOAD = /\/(?:pages|content)\/?$/;

/** Everything but uploads, which are read by what they go through. */
function readJsonUnlessUpload(): MiddlewareHandler {
  const read = readJson(BODY_BYTES_MAX);
  return (c, next) => (UPLOAD.test(c.req.path) ? next() : read(c, next));
}

/** The pages API. */
export function pagesApi(deps: Deps) {
  const api = createApi<RequestEnv>();
  api.use('/pages/*', admitPageCalls(deps), readJsonUnlessUpload());
  api.route('/', pageRoutes(deps));
  api.route('/', pageVersionRoutes(deps));
  api.route('/', pageCommentRoutes(deps));
  api.route('/', pageGrantRoutes(deps));
  return api;
}
