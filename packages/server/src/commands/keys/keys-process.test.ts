import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createEmptyDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { proffer, type ServerProcess, startServer } from '../../../test/harness/server-process.ts';
import { createTemporaryDirectory } from '../../../test/harness/temporary-directory.ts';

// Each test starts several processes.
vi.setConfig({ testTimeout: 120_000 });

/** The promise of the contract: a revoked key is refused on every node within this time. */
const REVOKED_WITHIN_MS = 5_000;

describeEachEngine('proffer keys in a process of its own', (engine) => {
  let database: TestDatabase;
  let server: ServerProcess | undefined;
  beforeEach(async () => {
    database = await createEmptyDatabase(engine);
    server = undefined;
  });
  afterEach(async () => {
    await server?.stop();
    await database.close();
  });

  const databaseUrl = () => (database.location.engine === 'postgres' ? { databaseUrl: database.location.url } : {});
  const run = async (args: readonly string[], env: Readonly<Record<string, string>>) => {
    const { exitCode, stdout, stderr } = await proffer(['keys', ...args], env);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    return stdout;
  };
  const create = async (env: Readonly<Record<string, string>>): Promise<{ id: string; key: string }> =>
    JSON.parse(await run(['create', '--kind', 'live', '--json'], env));
  const ask = async (url: string, key: string) => {
    const response = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
    await response.arrayBuffer();
    return response;
  };

  it('makes a key before the first start, and one beside the running server', async () => {
    const dataDir = await createTemporaryDirectory('keys');
    const location = databaseUrl();
    const env: Record<string, string> = { PROFFER_DATA_DIR: dataDir };
    if (location.databaseUrl !== undefined) env.DATABASE_URL = location.databaseUrl;
    const before = await create(env);
    server = await startServer({ dataDir, ...location });
    const beside = await create(server.env);
    for (const { key } of [before, beside]) {
      for (const base of ['/v1', '/api/v1']) {
        const { status, headers } = await ask(`${server.url}${base}/keys`, key);
        expect([status, headers.get('x-ratelimit-limit')]).toEqual([200, '10']);
      }
    }
  });

  it('revokes a key under a running server, whose log never shows it', async () => {
    server = await startServer(databaseUrl());
    const { id, key } = await create(server.env);
    const { url } = server;
    expect((await ask(`${url}/v1/links`, key)).headers.get('x-ratelimit-remaining')).toBe('9');
    expect((await fetch(`${url}/v1/links?api_key=${key}`)).status).toBe(401);
    expect((await fetch(`${url}/v1/links`, { headers: { cookie: `key=${key}` } })).status).toBe(401);
    await run(['revoke', id], server.env);
    const revokedMs = Date.now();
    // By when it was asked: how long an answer is under way says nothing of the key.
    let lastTakenMs = 0;
    const statusNow = async () => {
      const askedMs = Date.now();
      const { status } = await ask(`${url}/v1/keys`, key);
      if (status !== 401) lastTakenMs = askedMs;
      return status;
    };
    await expect.poll(statusNow, { interval: 200 }).toBe(401);
    expect(lastTakenMs - revokedMs).toBeLessThan(REVOKED_WITHIN_MS);
    expect(server.logs()).not.toContain(key);
    expect(await run(['list'], server.env)).toMatch(new RegExp(`^${id} .* revoked `, 'm'));
  });

  it('answers what it cannot do on standard error, with an exit code', async () => {
    const env: Record<string, string> = { PROFFER_DATA_DIR: await createTemporaryDirectory('keys') };
    expect(await proffer(['keys', 'create', '--kind', 'gold'], env)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: '--kind must be one of live, test, personal, workspace, not "gold".\n',
    });
    expect(await proffer(['keys', 'revoke', 'key_1'], env)).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'There is no key with this id.\n',
    });
  });
});
