import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import { KEY_SCOPES, type KeyKind, type KeyScope } from '../../src/accounts/index.ts';
import { makeKey } from '../../src/commands/keys/make-key.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { deriveKeyring } from '../../src/platform/crypto/keyring.ts';
import { createSealer } from '../../src/platform/crypto/seal.ts';
import type { Engine } from '../../src/platform/db/engine.ts';
import { type OpenDatabase, openDatabase } from '../../src/platform/db/open-database.ts';
import { createIds } from '../../src/platform/ids.ts';
import { LIMIT_NAMES } from '../../src/platform/limits/limit-name.ts';
import { createTestDatabase, type TestDatabase } from '../harness/database.ts';
import { type Environment, type ServerProcess, startServer } from '../harness/server-process.ts';

export type Key = { readonly token: string; readonly id: string; readonly workspaceId: string };

/** `ours` and `test` are of one workspace, in its two modes; `readOnly` reads what `ours` does; `theirs` is of another. */
export type Keys = Readonly<Record<'ours' | 'test' | 'readOnly' | 'theirs', Key>>;

/** `body`: parsed when the answer says that it is JSON, else its text. */
export type Answer = { readonly status: number; readonly headers: Headers; readonly body: unknown };

export type Ask = {
  /** `ours` when left out; null for none. */
  readonly key?: string | null;
  /** Sent as JSON; text and bytes as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Every answer is seen to have its request id. */
export type AskServer = (method: string, path: string, ask?: Ask) => Promise<Answer>;

export type UsedServer = {
  readonly server: ServerProcess;
  readonly keys: Keys;
  /** The server's data, beside the server. */
  readonly database: OpenDatabase;
  readonly ask: AskServer;
  /** Starts another server on the same PostgreSQL; to be stopped by the test. */
  startNode(): Promise<ServerProcess & { readonly ask: AskServer }>;
};

export const SECRET = Buffer.alloc(32, 7);

/** No limit that a test would meet; a client says where it comes from by `X-Forwarded-For`. */
const PLENTY: Environment = {
  PROFFER_LIMITS: JSON.stringify(Object.fromEntries(LIMIT_NAMES.map((name) => [name, ['1000000/s']]))),
  PROFFER_TRUSTED_PROXIES: '127.0.0.1',
  PROFFER_SECRET_KEY: SECRET.toString('base64'),
};

/** In this process and not by command, which takes most of a second for each. */
async function createKeys({ db }: OpenDatabase): Promise<Keys> {
  const clock = systemClock;
  const keyring = deriveKeyring(SECRET);
  const sealer = createSealer(keyring);
  const store = { db, keyring, sealer, clock, ids: createIds(clock), close: async () => {} };
  const create = async (kind: KeyKind, handle: string, scopes: readonly KeyScope[] = KEY_SCOPES): Promise<Key> => {
    const { key, token, workspace } = await makeKey(store, {
      kind,
      plan: undefined,
      name: null,
      handle,
      scopes,
      expiresAtMs: null,
    });
    return { token, id: key.id, workspaceId: workspace.id };
  };
  return {
    ours: await create('live', 'ours'),
    test: await create('test', 'ours'),
    readOnly: await create('live', 'ours', ['links:read']),
    theirs: await create('live', 'theirs'),
  };
}

function toInit(method: string, token: string | null, { body, headers = {} }: Ask): RequestInit {
  const sent: Record<string, string> = { ...headers };
  if (token !== null) sent.authorization = `Bearer ${token}`;
  const init: RequestInit = { method, headers: sent, redirect: 'manual' };
  if (body === undefined) return init;
  sent['content-type'] ??= 'application/json';
  if (body instanceof Uint8Array) return { ...init, body: new Uint8Array(body) };
  return { ...init, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = /^application\/json($|;)/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

function askOf(server: () => ServerProcess, keys: () => Keys): AskServer {
  return async (method, path, ask = {}) => {
    const token = ask.key === undefined ? keys().ours.token : ask.key;
    const { url, logs } = server();
    const response = await fetch(`${url}${path}`, toInit(method, token, ask)).catch((cause) => {
      throw new Error(`no answer to ${method} ${path}; the server said:\n${logs().slice(-2_000)}`, { cause });
    });
    const answer = await readAnswer(response);
    expect(answer.headers.get('x-request-id')).toMatch(/^req_\w{18,}$/);
    return answer;
  };
}

/** One real server for a suite, with keys of two workspaces. */
export function useServer(engine: Engine, settings: Environment = {}): UsedServer {
  const env = { ...PLENTY, ...settings };
  let postgres: TestDatabase | undefined;
  let used: Pick<UsedServer, 'server' | 'keys' | 'database'>;

  const start = () =>
    startServer({ env, ...(postgres?.location.engine === 'postgres' ? { databaseUrl: postgres.location.url } : {}) });

  beforeAll(async () => {
    postgres = engine === 'postgres' ? await createTestDatabase(engine) : undefined;
    const server = await start();
    const file = join(server.dataDir, 'proffer.sqlite');
    const database = postgres ?? openDatabase({ engine: 'sqlite', file }, () => {});
    used = { server, database, keys: await createKeys(database) };
  });
  afterAll(async () => {
    await used.server.stop();
    await used.database.close();
  });

  return {
    get server() {
      return used.server;
    },
    get keys() {
      return used.keys;
    },
    get database() {
      return used.database;
    },
    ask: askOf(
      () => used.server,
      () => used.keys,
    ),
    async startNode() {
      const server = await start();
      const ask = askOf(
        () => server,
        () => used.keys,
      );
      return { ...server, ask };
    },
  };
}
