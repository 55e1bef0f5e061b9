import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { makeKey, makeWorkspace } from '../../test/accounts/make-key.ts';
import {
  type AccountsServer,
  createAccountDeps,
  serveAccounts,
  type TestDeps,
} from '../../test/accounts/serve-accounts.ts';
import { createTestClock, type TestClock } from '../../test/harness/clock.ts';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../test/harness/database.ts';
import { SERVER } from '../platform/events/caller.ts';
import { KEY_KINDS, type KeyKind } from './key-kind.ts';
import { createKeyToken } from './key-token.ts';
import { revokeKey } from './revoke-key.ts';

const INVALID = 'This key is not valid: it is mistyped, expired or revoked.';

describeEachEngine('a key in a request', (engine) => {
  let database: TestDatabase;
  let clock: TestClock;
  let deps: TestDeps;
  let server: AccountsServer;
  beforeEach(async () => {
    database = await createTestDatabase(engine);
    clock = createTestClock('2026-01-15T12:00:00Z');
    deps = createAccountDeps({ database, clock });
    server = await serveAccounts(deps);
  });
  afterEach(async () => {
    await server.close();
    await database.close();
  });

  const statusOf = async (key: string) => (await server.ask('GET', '/v1/keys', { key })).status;
  const refused = (message: unknown) => ({ status: 401, body: { error: { code: 'unauthorized', message } } });

  it.each(KEY_KINDS)('opens the API, of kind %s', async (kind) => {
    const { id, token, workspaceId } = await makeKey(deps, { kind });
    expect(await server.ask('GET', `/v1/keys/${id}`, { key: token })).toMatchObject({
      status: 200,
      body: { kind, workspace_id: workspaceId, livemode: kind !== 'test', last4: token.slice(-4) },
    });
  });

  it('is refused when it was never made, though its checksum is right', async () => {
    expect(await server.ask('GET', '/v1/keys', { key: createKeyToken('live') })).toMatchObject(refused(INVALID));
  });

  it('is refused with a wrong checksum before the database is asked', async () => {
    await database.db.schema.alterTable('api_keys').renameTo('api_keys_away').execute();
    const token = createKeyToken('live');
    const wrong = token.slice(0, -1) + (token.endsWith('0') ? '1' : '0');
    expect(await server.ask('GET', '/v1/keys', { key: wrong })).toMatchObject(refused(INVALID));
    await database.db.schema.alterTable('api_keys_away').renameTo('api_keys').execute();
  });

  it('is refused in the address and in a cookie, also when it is good', async () => {
    const { token } = await makeKey(deps);
    const inQuery = await server.ask('GET', `/v1/keys?api_key=${token}`, { key: token });
    expect(inQuery).toMatchObject(refused(expect.stringContaining('must not be part of an address')));
    expect(JSON.stringify(inQuery.body)).not.toContain(token);
    const inCookie = await server.ask('GET', '/v1/keys', { headers: { cookie: `key=${token}` } });
    expect(inCookie).toMatchObject(refused(expect.stringContaining('cookie')));
  });

  it('is refused when the header comes twice', async () => {
    const { token } = await makeKey(deps);
    const socket = connect(server.port, '127.0.0.1');
    const header = `Authorization: Bearer ${token}\r\n`;
    socket.end(`GET /v1/keys HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${header}${header}\r\n`);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('is refused from the moment of its expiry', async () => {
    const { token } = await makeKey(deps, { expiresAtMs: clock.now() + 1_000 });
    clock.advance(999);
    expect(await statusOf(token)).toBe(200);
    clock.advance(1);
    expect(await statusOf(token)).toBe(401);
  });

  it('is refused two seconds after another process has revoked it', async () => {
    const { id, token, workspaceId } = await makeKey(deps);
    expect(await statusOf(token)).toBe(200);
    const elsewhere = database.openAgain();
    await revokeKey(
      createAccountDeps({ database: elsewhere, clock }),
      { workspaceId, livemode: true, actor: SERVER },
      id,
    );
    await elsewhere.close();
    clock.advance(1_999);
    expect(await statusOf(token)).toBe(200);
    clock.advance(1);
    expect(await statusOf(token)).toBe(401);
  });

  it('notes when it was used, at most once a minute', async () => {
    const { id, token } = await makeKey(deps);
    const lastUse = async () => {
      const row = await database.db
        .selectFrom('api_keys')
        .select('last_used_at')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.last_used_at;
    };
    const first = clock.now();
    await statusOf(token);
    await expect.poll(lastUse).toBe(first);
    clock.advance(59_999);
    await statusOf(token);
    clock.advance(1);
    await statusOf(token);
    await expect.poll(lastUse).toBe(first + 60_000);
  });

  it('works on the plan that its workspace has now', async () => {
    const workspace = await makeWorkspace(deps, 'team', 'free');
    const { token } = await makeKey({ ...deps }, { workspace });
    const limited = createAccountDeps({ database, clock, limitOverrides: {} });
    const other = await serveAccounts(limited);
    const limitOf = async () => (await other.ask('GET', '/v1/keys', { key: token })).headers.get('x-ratelimit-limit');
    expect(await limitOf()).toBe('10');
    await database.db.updateTable('workspaces').set({ plan: 'team' }).where('id', '=', workspace.id).execute();
    clock.advance(2_000);
    expect(await limitOf()).toBe('100');
    await other.close();
  });

  it('of one workspace never opens another, whatever its kind', async () => {
    const kinds: readonly KeyKind[] = KEY_KINDS;
    const keys = await Promise.all(kinds.map((kind) => makeKey(deps, { kind })));
    for (const { id, token } of keys) {
      const { body } = await server.ask('GET', '/v1/keys', { key: token });
      expect(body).toMatchObject({ data: [{ id }], pagination: { total: 1 } });
    }
  });
});
