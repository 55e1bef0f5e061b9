import type { HttpBindings } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { sql } from 'kysely';
import { authenticate, keyRoutes, limitRequests } from './accounts/index.ts';
import type { Deps } from './deps.ts';
import { describeApi } from './describe-api.ts';
import { healthRoutes } from './health/index.ts';
import { linkRoutes, linksDialect, linkVisitRoutes } from './links/index.ts';
import { createApi } from './platform/http/api.ts';
import { AppError } from './platform/http/app-error.ts';
import { identifyRequest } from './platform/http/identify-request.ts';
import { FAILURES } from './platform/http/kinds-of-failure.ts';
import { readJson } from './platform/http/read-json.ts';
import type { RequestEnv } from './platform/http/request-env.ts';
import { respondToError } from './platform/http/respond-to-error.ts';
import { respondToPerson } from './respond-to-person.ts';
import { webRoutes } from './web/index.ts';

const BODY_BYTES_MAX = 64 * 1024;

type AppEnv = RequestEnv & { Bindings: HttpBindings };

/** The links API, and the keys that open it; the same under both of its bases. */
function linksApi(deps: Deps) {
  const api = createApi<AppEnv>();
  for (const path of ['/links/*', '/keys/*']) {
    // Who is asking, and how often, is settled before a body is read.
    api.use(path, authenticate(deps), limitRequests(deps, 'links.api'), readJson(BODY_BYTES_MAX));
  }
  api.route('/', linkRoutes(deps));
  api.route('/', linkVisitRoutes(deps));
  api.route('/', keyRoutes(deps));
  return api;
}

function healthChecks({ db, journal, visits }: Deps) {
  return {
    database: async () => {
      await sql`select 1`.execute(db);
    },
    journal: async () => {
      if (journal.stats().failing) throw new Error('the journal cannot be written');
    },
    drain: async () => visits.check(),
  };
}

const isApi = (c: Context): boolean => /^\/(?:api\/)?v1(?:\/|$)/.test(c.req.path);

/** Everything but the redirect, which stands in front of this: see `redirect/`. */
export function createApp(deps: Deps, isStopping: () => boolean) {
  const { log, metrics } = deps;
  const app = new OpenAPIHono<AppEnv>();
  const respond = (c: Context, error: unknown) =>
    isApi(c) ? respondToError(c, error, linksDialect, log) : respondToPerson(c, error, log);
  app.use(identifyRequest({ ...deps, observe: metrics.request }));
  app.onError((error, c) => respond(c, error));
  app.notFound((c) => respond(c, new AppError(FAILURES.notFound, 'There is nothing at this address.')));
  app.route('/', healthRoutes({ metrics, log, isStopping, checks: healthChecks(deps) }));
  app.route('/', webRoutes());
  app.route('/v1', linksApi(deps));
  app.route('/api/v1', linksApi(deps));
  describeApi(app, deps.publicUrl);
  return app;
}
