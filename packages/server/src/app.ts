import type { HttpBindings } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { sql } from 'kysely';
import { peopleScreens } from './accounts/index.ts';
import type { Deps } from './deps.ts';
import { describeApi } from './describe-api.ts';
import { dialectOf } from './dialect-of.ts';
import { eventsApi } from './events-api.ts';
import { healthRoutes } from './health/index.ts';
import { linksApi } from './links-api.ts';
import { pageScreens } from './page-screens.ts';
import { pagesApi } from './pages-api.ts';
import { peopleApi } from './people-api.ts';
import { AppError } from './platform/http/app-error.ts';
import { identifyRequest } from './platform/http/identify-request.ts';
import { FAILURES } from './platform/http/kinds-of-failure.ts';
import { refuseServiceWorkers } from './platform/http/refuse-service-workers.ts';
import type { RequestEnv } from './platform/http/request-env.ts';
import { respondToError } from './platform/http/respond-to-error.ts';
import { privacyApi } from './privacy-api.ts';
import { respondToPerson } from './respond-to-person.ts';
import { sharePages } from './share-pages.ts';
import { sharesApi } from './shares-api.ts';
import { webRoutes } from './web/index.ts';
import { webhooksApi } from './webhooks-api.ts';

type AppEnv = RequestEnv & { Bindings: HttpBindings };

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

/** Everything but the redirect, which stands in front of this: see `redirect/`. */
export function createApp(deps: Deps, isStopping: () => boolean) {
  const { log, metrics } = deps;
  const app = new OpenAPIHono<AppEnv>();
  const respond = (c: Context, error: unknown) => {
    const dialect = dialectOf(c.req.path);
    return dialect === undefined ? respondToPerson(c, error, log) : respondToError(c, error, dialect, log);
  };
  app.use(identifyRequest({ ...deps, observe: metrics.request }));
  app.use(refuseServiceWorkers());
  app.onError(async (error, c: Context) => {
    await deps.recordRefusal(c, error);
    return respond(c, error);
  });
  app.notFound((c) => respond(c, new AppError(FAILURES.notFound, 'There is nothing at this address.')));
  app.route('/', healthRoutes({ metrics, log, isStopping, checks: healthChecks(deps) }));
  app.route('/', webRoutes());
  app.route('/', peopleScreens(deps));
  for (const base of ['/v1', '/api/v1']) {
    app.route(base, linksApi(deps));
    app.route(base, privacyApi(deps));
    app.route(base, webhooksApi(deps));
    app.route(base, eventsApi(deps, isStopping));
  }
  app.route('/api/v1', sharesApi(deps));
  app.route('/api/v1', pagesApi(deps));
  app.route('/s', sharePages(deps));
  app.route('/', pageScreens(deps));
  app.route('/api/v1', peopleApi(deps));
  describeApi(app, deps.publicUrl);
  return app;
}
