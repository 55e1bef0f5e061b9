import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { findFirstWorkspace, offerSetUp } from './accounts/index.ts';
import { createApp } from './app.ts';
import type { Config } from './config/index.ts';
import { buildDeps, type Deps } from './deps.ts';
import { linksDialect } from './links/index.ts';
import type { Store } from './open-store.ts';
import { closeServer } from './platform/http/close-server.ts';
import { openFastLane } from './platform/http/fast-lane/fast-lane.ts';
import { HTTP_OPTIONS } from './platform/http/http-options.ts';
import { createBrokenRequestRefusal } from './platform/http/refuse-broken-request.ts';
import type { Log } from './platform/log.ts';
import { startFilling } from './redirect/index.ts';
import { scheduleJobs } from './schedule-jobs.ts';
import { createFastRetrieval } from './shares/index.ts';
import { startDispatcher } from './webhooks/index.ts';

const BACKLOG = 1024;

export type RunningServer = {
  readonly url: string;
  /** Not ready, then no new connections, then what is under way is answered, then everything is written and closed. */
  stop(): Promise<void>;
};

function createHttpServer(deps: Deps, app: ReturnType<typeof createApp>): Server {
  const { redirect, pageShow, nextRequestId, log } = deps;
  const { refuseImpossible, refuseUnreadable } = createBrokenRequestRefusal({
    nextRequestId,
    dialect: linksDialect,
    log,
  });
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false, errorHandler: refuseImpossible });
  const server = createServer(HTTP_OPTIONS, (request, response) => {
    if (!server.listening) response.shouldKeepAlive = false;
    // Pages first: the host for content has no links.
    if (!pageShow.handle(request, response) && !redirect.handle(request, response)) void answer(request, response);
  });
  server.on('clientError', refuseUnreadable);
  return server;
}

function listen(server: Server, { host, port }: Config['http']): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, backlog: BACKLOG }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What a newcomer needs and cannot see: nobody gets in without a key or the first person. */
async function greetNewcomer(deps: Deps): Promise<void> {
  const { db, log } = deps;
  const setUpUrl = await offerSetUp(deps);
  if (setUpUrl !== undefined) {
    log.info({}, `nobody is here yet: make yourself the administrator at ${setUpUrl} (works once, within a day)`);
  }
  if ((await findFirstWorkspace({ db })) !== undefined) return;
  log.info({}, 'there is no key yet: make one in another terminal with "npx proffer keys create --kind live"');
}

/** Starts everything over `store` and listens. Throws what keeps it from starting, with nothing left open, `store` neither. */
export async function startServer(config: Config, store: Store, log: Log): Promise<RunningServer> {
  for (const warning of config.warnings) log.warn({}, warning);
  await using starting = new AsyncDisposableStack();
  starting.defer(() => store.close());
  const deps = await buildDeps(config, store, log, starting);
  let stopping = false;
  const server = createHttpServer(
    deps,
    createApp(deps, () => stopping),
  );
  const retrieval = createFastRetrieval(deps);
  const fastLane = openFastLane(
    server,
    (request, reply) =>
      deps.pageShow.answerPlain(request, reply) ||
      (!deps.pageShow.ownsHost(request.host) &&
        (deps.redirect.answerPlain(request, reply) || retrieval(request, reply))),
  );
  const jobs = scheduleJobs(deps);
  starting.defer(() => jobs.close());
  const dispatcher = startDispatcher({ ...deps, observeAttempt: deps.metrics.webhookAttempt });
  starting.defer(() => dispatcher.close());
  // Before anybody can come: who waits for the server to be ready finds the address in what it has written.
  await greetNewcomer(deps);
  await listen(server, config.http);
  const filling = startFilling({ ...deps, cache: deps.redirectCache, location: config.storage.database });
  starting.defer(() => filling.close());
  const closing = starting.move();
  return {
    url: config.http.publicUrl,
    async stop() {
      stopping = true;
      await pause(config.stop.delayMs);
      await closeServer(server, fastLane, config.stop.graceMs);
      await closing.disposeAsync();
    },
  };
}
