import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import {
  type ApiEnv,
  authenticate,
  createVerifiedKeys,
  keyRoutes,
  limitRequests,
  openSignIn,
  type SignInDeps,
} from '../../src/accounts/index.ts';
import { linksDialect } from '../../src/links/links.dialect.ts';
import { deriveKeyring } from '../../src/platform/crypto/keyring.ts';
import { createPasswordHasher } from '../../src/platform/crypto/password-hash.ts';
import { createSealer } from '../../src/platform/crypto/seal.ts';
import { AppError } from '../../src/platform/http/app-error.ts';
import { FAILURES } from '../../src/platform/http/kinds-of-failure.ts';
import { readJson } from '../../src/platform/http/read-json.ts';
import { respondToError } from '../../src/platform/http/respond-to-error.ts';
import { createIds } from '../../src/platform/ids.ts';
import type { LimitOverrides } from '../../src/platform/limits/limit-name.ts';
import { createMemoryLimits } from '../../src/platform/limits/limits.ts';
import { createLog } from '../../src/platform/log.ts';
import type { Mailer } from '../../src/platform/mail/mail.ts';
import { openMail } from '../../src/platform/mail/open-mail.ts';
import type { TestClock } from '../harness/clock.ts';
import type { TestDatabase } from '../harness/database.ts';

const PLENTY: LimitOverrides = { 'links.api': [{ points: 1_000_000, perSeconds: 1 }] };

export type AccountsOptions = {
  readonly database: Pick<TestDatabase, 'db'>;
  readonly clock: TestClock;
  /** None that a test would meet when left out. */
  readonly limitOverrides?: LimitOverrides;
  /** None at all when left out. */
  readonly mail?: Mailer;
  readonly signUp?: 'invited' | 'provider' | 'anyone';
  readonly onSignedIn?: SignInDeps['onSignedIn'];
};

/** What one process of the server has of accounts. */
export function createAccountDeps(options: AccountsOptions) {
  const { database, clock, limitOverrides = PLENTY, mail = openMail(undefined), signUp = 'invited' } = options;
  const { onSignedIn = async () => {} } = options;
  const keyring = deriveKeyring(Buffer.alloc(32, 1));
  const deps = {
    db: database.db,
    keyring,
    sealer: createSealer(keyring),
    clock,
    ids: createIds(clock),
    log: createLog('silent'),
    verifiedKeys: createVerifiedKeys(),
    limits: createMemoryLimits(),
    limitOverrides,
    mail,
    passwords: createPasswordHasher(),
    publicUrl: 'http://localhost:8080',
    signUp,
    oidc: undefined,
    onSignedIn,
  };
  return { ...deps, signIn: openSignIn(deps) };
}

export type TestDeps = ReturnType<typeof createAccountDeps>;

function createApp(deps: TestDeps) {
  const app = new OpenAPIHono<ApiEnv>();
  app.onError((error, c) => respondToError(c, error, linksDialect, deps.log));
  app.notFound((c) => respondToError(c, new AppError(FAILURES.notFound, 'Nothing.'), linksDialect, deps.log));
  app.use(async (c, next) => {
    // Tests say whose request it is; the real server takes it from the connection.
    c.set('clientAddress', c.req.header('x-test-address') ?? '192.0.2.1');
    await next();
  });
  app.use(authenticate(deps, 'links.api'), limitRequests(deps, 'links.api'), readJson(64 * 1024));
  return app.route('/v1', keyRoutes(deps));
}

export type Answer = { readonly status: number; readonly headers: Headers; readonly body: unknown };

export type Ask = {
  readonly key?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

export type AccountsServer = {
  readonly port: number;
  ask(method: string, path: string, ask?: Ask): Promise<Answer>;
  close(): Promise<void>;
};

/** Serves `/v1/keys` over real HTTP in this process, so that a test can hold the clock. */
export async function serveAccounts(deps: TestDeps): Promise<AccountsServer> {
  const server = createAdaptorServer({ fetch: createApp(deps).fetch });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // A TCP server has an address of this kind once it listens.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async ask(method, path, { key, body, headers = {} } = {}) {
      const sent: Record<string, string> = { ...headers };
      if (key !== undefined) sent.authorization = `Bearer ${key}`;
      if (body !== undefined) sent['content-type'] ??= 'application/json';
      const init: RequestInit = { method, headers: sent };
      if (body !== undefined) init.body = typeof body === 'string' ? body : JSON.stringify(body);
      const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
