import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { deriveKeyring } from '../../src/platform/crypto/keyring.ts';
import { createSealer } from '../../src/platform/crypto/seal.ts';
import type { Engine } from '../../src/platform/db/engine.ts';
import { type Caller, SERVER } from '../../src/platform/events/caller.ts';
import { type Change, recordChange } from '../../src/platform/events/record-change.ts';
import { createIds } from '../../src/platform/ids.ts';
import { createLog } from '../../src/platform/log.ts';
import { parseCidrList } from '../../src/platform/net/cidr-list.ts';
import { createEgressPolicy } from '../../src/platform/net/egress-policy.ts';
import { createGuardedFetch } from '../../src/platform/net/guarded-fetch.ts';
import { interfaceAddresses, resolveAll } from '../../src/platform/net/system-network.ts';
import { createWebhook, type NewWebhook } from '../../src/webhooks/create-webhook.ts';
import { type Dispatcher, type DispatcherOptions, startDispatcher } from '../../src/webhooks/delivery/dispatcher.ts';
import type { WebhookDeps, WebhookNotice } from '../../src/webhooks/webhook-deps.ts';
import type { DeliveryRow } from '../../src/webhooks/webhooks.table.ts';
import { createTestClock } from '../harness/clock.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { type Receiver, startReceiver } from './receiver.ts';

export const OURS: Caller = { workspaceId: 'wsp_ours', livemode: true, actor: SERVER };

const TABLES = [
  ...(['webhook_endpoints', 'webhook_deliveries', 'event_listeners'] as const),
  ...(['events', 'audit_entries', 'event_heads'] as const),
];

const ALLOWED = parseCidrList('127.0.0.0/8');

export function createWebhookDeps({ db }: Pick<TestDatabase, 'db'>, totalTimeoutMs?: number) {
  const clock = createTestClock();
  const mayConnect = createEgressPolicy(ALLOWED, interfaceAddresses);
  const notices: WebhookNotice[] = [];
  return {
    db,
    sealer: createSealer(deriveKeyring(Buffer.alloc(32, 1))),
    clock,
    ids: createIds(clock),
    log: createLog('silent'),
    webhookFetch: createGuardedFetch({ mayConnect, resolve: resolveAll, ...(totalTimeoutMs && { totalTimeoutMs }) }),
    webhookEgress: { mayConnect, isAllowedNetwork: ALLOWED.includes.bind(ALLOWED), resolve: resolveAll },
    notifyOfWebhook: async (_db: unknown, notice: WebhookNotice) => void notices.push(notice),
    notices,
  } satisfies WebhookDeps & { notices: WebhookNotice[] };
}

export type WebhookTestDeps = ReturnType<typeof createWebhookDeps>;

/** For a suite: what webhooks work with, a receiver, and nothing recorded before each test. Dispatchers end with the test. */
export function useWebhooks(engine: Engine) {
  let database: TestDatabase;
  let deps: WebhookTestDeps;
  let receiver: Receiver;
  const dispatchers: Dispatcher[] = [];
  beforeAll(async () => {
    database = await createTestDatabase(engine);
  });
  beforeEach(async () => {
    for (const table of TABLES) await database.db.deleteFrom(table).execute();
    deps = createWebhookDeps(database);
    receiver = await startReceiver();
  });
  afterEach(async () => {
    await receiver.close();
    await Promise.all(dispatchers.splice(0).map((dispatcher) => dispatcher.close()));
  });
  afterAll(() => database.close());

  return {
    get database() {
      return database;
    },
    get deps() {
      return deps;
    },
    get receiver() {
      return receiver;
    },
    create: (input: Partial<NewWebhook> = {}) =>
      createWebhook(deps, OURS, { url: `${receiver.url}/hook`, events: ['*'], ...input }),
    record: (change: Partial<Change> = {}, caller: Caller = OURS) =>
      database.db.transaction().execute((transaction) =>
        recordChange(transaction, deps, caller, {
          type: 'link.created',
          subjectId: 'lnk_1',
          data: { id: 'lnk_1' },
          summary: 'Link created.',
          ...change,
        }),
      ),
    dispatch(options: Partial<DispatcherOptions> = {}) {
      const dispatcher = startDispatcher({ ...deps, lookEveryMs: 5, leaseMs: 60_000, random: () => 0.5, ...options });
      dispatchers.push(dispatcher);
      return dispatcher;
    },
    /** Resolves with the deliveries, oldest event first, when they are as `fits` wants them. */
    async log(fits: (rows: readonly DeliveryRow[]) => boolean): Promise<DeliveryRow[]> {
      const endMs = performance.now() + 40_000;
      for (;;) {
        const query = database.db
          .selectFrom('webhook_deliveries')
          .selectAll()
          .orderBy('sequence')
          .orderBy('created_at');
        const rows = await query.orderBy('id').execute();
        if (fits(rows)) return rows;
        if (performance.now() > endMs) throw new Error(`the log stays ${JSON.stringify(rows)}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
  };
}
