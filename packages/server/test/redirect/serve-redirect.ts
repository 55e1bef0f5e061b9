import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openRedirectSource, type RedirectSource } from '../../src/links/index.ts';
import { openFastLane } from '../../src/platform/http/fast-lane/fast-lane.ts';
import { HTTP_OPTIONS } from '../../src/platform/http/http-options.ts';
import { createRequestIds } from '../../src/platform/http/request-id.ts';
import { createMetrics } from '../../src/platform/metrics/metrics.ts';
import { createRedirect, RedirectCache, type RedirectDeps } from '../../src/redirect/index.ts';
import { refuseRedirect } from '../../src/refuse-redirect.ts';
import { createVisitCounter, createVisitorIdentifier, openJournal } from '../../src/visits/index.ts';
import type { TestDatabase } from '../harness/database.ts';
import { createTemporaryDirectory } from '../harness/temporary-directory.ts';
import type { LinkTestDeps } from '../links/create-link-deps.ts';

/** What the redirect answered; `untouched` when it left the request to others. */
export type Met =
  | { readonly status: number; readonly location: string | null; readonly headers: Headers }
  | 'untouched';

const UNTOUCHED = 418;

export type ServedRedirect = Awaited<ReturnType<typeof serveRedirect>>;

type Options = Partial<Pick<RedirectDeps, 'cache' | 'throttleMiss' | 'clientAddress'>> & {
  /** Whether plain requests are met before node:http, as they are in the real server. */
  readonly fastLane?: boolean;
  readonly honourPrivacySignal?: boolean;
  /** Puts something between the redirect and the database. */
  readonly overSource?: (source: RedirectSource) => RedirectSource;
};

/** The redirect alone, over real HTTP, on the clock and the block list of `deps`. */
export async function serveRedirect(database: TestDatabase, deps: LinkTestDeps, options: Options = {}) {
  const {
    cache = new RedirectCache(1_000_000),
    throttleMiss = async () => 0,
    overSource = (source) => source,
  } = options;
  const { clientAddress = ({ socket }) => socket.remoteAddress ?? '', fastLane = true } = options;
  const { honourPrivacySignal = false } = options;
  const source = openRedirectSource(database.location, database.db);
  const journal = openJournal({
    directory: await createTemporaryDirectory('journal'),
    sync: 'interval',
    log: deps.log,
  });
  const metrics = createMetrics();
  const redirect = createRedirect({
    cache,
    source: overSource(source),
    sealer: deps.sealer,
    clock: deps.clock,
    log: deps.log,
    metrics,
    blockList: deps.blockList,
    countVisit: createVisitCounter({
      journal,
      identifyVisitor: createVisitorIdentifier({ at: () => 'salt', close: () => {} }),
      honourPrivacySignal,
    }),
    clientAddress,
    refuse: refuseRedirect,
    throttleMiss,
    nextRequestId: createRequestIds(),
  });
  const server = createServer(HTTP_OPTIONS, (request, response) => {
    if (!redirect.handle(request, response)) response.writeHead(UNTOUCHED).end();
  });
  const lane = fastLane ? openFastLane(server, redirect.answerPlain) : undefined;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server has an address of this kind once it listens.
  const { port } = server.address() as AddressInfo;

  return {
    port,
    redirect,
    journal,
    metrics,
    async visit(path: string, init: RequestInit = {}): Promise<Met> {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init });
      await response.arrayBuffer();
      const { status, headers } = response;
      return status === UNTOUCHED ? 'untouched' : { status, location: headers.get('location'), headers };
    },
    async close() {
      server.close();
      server.closeAllConnections();
      lane?.closeAllConnections();
      await journal.close();
      source.close();
    },
  };
}
