import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { findFirstWorkspace } from './accounts/index.ts';
import { createApp } from './app.ts';
import type { Config } from './config/index.ts';
import { buildDeps, type Deps } from './deps.ts';
import { linksDialect } from './links/index.ts';
import { closeServer } from './platform/http/close-server.ts';
import { createBrokenRequestRefusal } from './platform/http/refuse-broken-request.ts';
import type { Log } from './platform/log.ts';
import { scheduleJobs } from './schedule-jobs.ts';
import { startDispatcher } from './webhooks/index.ts';

const BACKLOG = 1024;

// `optimizeEmptyRequests` spares requests without a body their stream, worth a tenth on the redirect; the types do not know it
// yet. The time-outs cut off who sends a request byte by byte.
const HTTP_OPTIONS = {
  optimizeEmptyRequests: true,
  keepAliveTimeout: 65_000,
  headersTimeout: 20_000,
  requestTimeout: 60_000,
  maxHeaderSize: 16_384,
};

export type RunningServer = {
  readonly url: string;
  /** Not ready, then no new connections, then what is under way is answered, then everything is written and closed. */
  stop(): Promise<void>;
};

function createHttpServer({ redirect, pageShow, nextRequestId, log }: Deps, app: ReturnType<typeof createApp>): Server {
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

/** The one thing that a newcomer needs and cannot see: nothing works without a key. */
async function greetNewcomer({ db, log }: Deps): Promise<void> {
  if ((await findFirstWorkspace({ db })) !== undefined) return;
  log.info({}, 'there is no key yet: make one in another terminal with "npx proffer keys create --kind live"');
}

/** Starts everything and listens. Throws what keeps it from starting, with nothing left open. */
export async function startServer(config: Config, log: Log): Promise<RunningServer> {
  for (const warning of config.warnings) log.warn({}, warning);
  await using starting = new AsyncDisposableStack();
  const deps = await buildDeps(config, log, starting);
  let stopping = false;
  const server = createHttpServer(
    deps,
    createApp(deps, () => stopping),
  );
  const jobs = scheduleJobs(deps);
  starting.defer(() => jobs.close());
  const dispatcher = startDispatcher(deps);
  starting.defer(() => dispatcher.close());
  await listen(server, config.http);
  await greetNewcomer(deps);
  const closing = starting.move();
  return {
    url: config.http.publicUrl,
    async stop() {
      stopping = true;
      await pause(config.stop.delayMs);
      await closeServer(server, config.stop.graceMs);
      await closing.disposeAsync();
    },
  };
}
