import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, describeEachEngine, type TestDatabase } from './database.ts';
import { proffer, type ServerOptions, startServer } from './server-process.ts';

describeEachEngine('a server in a process of its own', (engine) => {
  let database: TestDatabase;
  let options: ServerOptions;
  beforeEach(async () => {
    database = await createTestDatabase(engine);
    options = database.location.engine === 'postgres' ? { databaseUrl: database.location.url } : {};
  });
  afterEach(() => database.close());

  it('ends with 0 when it is asked to, and has kept a key that was made beside it', async () => {
    const server = await startServer(options);
    const created = await proffer(['keys', 'create', '--kind', 'live', '--json'], server.env);
    expect(created).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await server.stop()).toBe(0);
    await expect(fetch(server.url)).rejects.toThrow();

    const again = await startServer({ ...options, dataDir: server.dataDir, port: server.port });
    const headers = { Authorization: `Bearer ${JSON.parse(created.stdout).key}` };
    expect((await fetch(`${again.url}/v1/links`, { headers })).status).toBe(200);
    await again.kill();
    await expect(fetch(server.url)).rejects.toThrow();
  });

  it('that cannot start fails the test with what it said', async () => {
    const starting = startServer({ ...options, env: { PROFFER_SECRET_KEY: 'too short' } });
    await expect(starting).rejects.toThrow(
      /the server ended with [1-9]\d* before it was ready:\n.*PROFFER_SECRET_KEY/s,
    );
  });
});
