import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createWorkspace } from '../../src/accounts/index.ts';
import { createPageShow, type PageShowDeps, type Reader } from '../../src/pages/index.ts';
import { sealTitle } from '../../src/pages/page-row.ts';
import { openBlobs } from '../../src/platform/blobs/open-blobs.ts';
import { deriveKeyring } from '../../src/platform/crypto/keyring.ts';
import { createSealer } from '../../src/platform/crypto/seal.ts';
import { openFastLane } from '../../src/platform/http/fast-lane/fast-lane.ts';
import { createRequestIds } from '../../src/platform/http/request-id.ts';
import { createIds } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import { createMetrics } from '../../src/platform/metrics/metrics.ts';
import { createVisitCounter, createVisitorIdentifier, openJournal, type Visit } from '../../src/visits/index.ts';
import { createTestClock } from '../harness/clock.ts';
import type { TestDatabase } from '../harness/database.ts';
import { freePort } from '../harness/free-port.ts';
import { createTemporaryDirectory } from '../harness/temporary-directory.ts';
import { storePage } from './store-page.ts';

export type ServedPages = Awaited<ReturnType<typeof servePages>>;

/** Who can be signed in here, by a cookie `person=<id>`. */
export const PEOPLE: Readonly<Record<string, Reader>> = {
  member: { id: 'member', email: 'member@example.com', emailVerified: true },
  invited: { id: 'invited', email: 'invited@example.com', emailVerified: true },
  unverified: { id: 'unverified', email: 'invited@example.com', emailVerified: false },
  other: { id: 'other', email: 'other@example.com', emailVerified: true },
};

const refuse: RequestListener = (_, response) => response.writeHead(418).end();

type Options = Partial<Pick<PageShowDeps, 'publicPages' | 'cacheBytesMax' | 'throttleMiss'>> & {
  readonly onTwoHosts?: boolean;
  /** The rest of the server; 418 when left out. */
  readonly others?: RequestListener;
};

/** Pages alone, over real HTTP; what is no page is answered with 418. On two hosts, content has the name `localhost`. */
export async function servePages(
  database: TestDatabase,
  { onTwoHosts = false, others = refuse, ...options }: Options = {},
) {
  const keyring = deriveKeyring(Buffer.alloc(32, 1));
  const sealer = createSealer(keyring);
  const clock = createTestClock();
  const ids = createIds(clock);
  const log = createLog('silent');
  const { db } = database;
  const blobs = openBlobs({ kind: 'folder', directory: await createTemporaryDirectory('blobs') }, sealer);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const journal = openJournal({ directory: await createTemporaryDirectory('journal'), sync: 'interval', log });
  const views: Visit[] = [];
  const metrics = createMetrics();
  const workspace = await createWorkspace({ db, clock, ids }, { handle: 'ada', kind: 'personal' });
  const members = new Set(['member']);
  const show = createPageShow({
    db,
    sealer,
    keyring,
    blobs,
    clock,
    ids,
    log,
    metrics,
    countVisit: createVisitCounter({
      journal: {
        append(visit, answer) {
          views.push(visit);
          journal.append(visit, answer);
        },
      },
      identifyVisitor: createVisitorIdentifier({ at: () => 'salt', close: () => {} }),
      honourPrivacySignal: false,
    }),
    clientAddress: (request) => request.socket.remoteAddress ?? '',
    throttleMiss: async () => 0,
    nextRequestId: createRequestIds(),
    publicUrl: url,
    contentUrl: onTwoHosts ? `http://localhost:${port}` : undefined,
    publicPages: true,
    cacheBytesMax: 1024 * 1024,
    currentPerson: async ({ headers }) => PEOPLE[/person=(\w+)/.exec(headers.get('cookie') ?? '')?.[1] ?? ''],
    findReader: async (id) => PEOPLE[id],
    roleOf: async (personId, workspaceId) =>
      members.has(personId) && workspaceId === workspace.id ? 'viewer' : undefined,
    ...options,
  });
  const server = createServer((request, response) => {
    if (!show.handle(request, response)) others(request, response);
  });
  const lane = openFastLane(server, show.answerPlain);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');

  return {
    url,
    port,
    contentUrl: `http://localhost:${port}`,
    show,
    deps: { db, sealer, keyring, clock, ids, blobs },
    views,
    clock,
    metrics,
    members,
    database,
    /** Makes a page and returns its path. */
    page: (input: Parameters<typeof storePage>[1]) =>
      storePage(
        {
          db,
          blobs,
          ids,
          clock,
          keyring,
          workspaceId: workspace.id,
          seal: (id, title) => sealTitle(sealer, id, title),
        },
        input,
      ),
    etagOf: (html: string) => createHmac('sha256', keyring.contentTags).update(html).digest('base64url'),
    ask: (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET', base = url) =>
      fetch(`${base}${path}`, { method, redirect: 'manual', headers: { 'accept-encoding': 'identity', ...headers } }),
    async close() {
      server.close();
      server.closeAllConnections();
      lane.closeAllConnections();
      await journal.close();
    },
  };
}
