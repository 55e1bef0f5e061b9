import { afterEach, beforeEach, expect, it } from 'vitest';
import { type MadeKey, makeKey } from '../../test/accounts/make-key.ts';
import {
  type AccountsServer,
  createAccountDeps,
  serveAccounts,
  type TestDeps,
} from '../../test/accounts/serve-accounts.ts';
import { createTestClock, type TestClock } from '../../test/harness/clock.ts';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../test/harness/database.ts';

const DAY_MS = 24 * 3_600_000;
const START_MS = Date.parse('2026-01-15T12:00:00Z');

describeEachEngine('a rotated key', (engine) => {
  let database: TestDatabase;
  let clock: TestClock;
  let deps: TestDeps;
  let server: AccountsServer;
  let old: MadeKey;
  beforeEach(async () => {
    database = await createTestDatabase(engine);
    clock = createTestClock(START_MS);
    deps = createAccountDeps({ database, clock });
    server = await serveAccounts(deps);
    old = await makeKey(deps);
  });
  afterEach(async () => {
    await server.close();
    await database.close();
  });

  const rotate = async (body: unknown = {}, { id, token }: Pick<MadeKey, 'id' | 'token'> = old) => {
    const answer = await server.ask('POST', `/v1/keys/${id}/rotate`, { key: token, body });
    return { ...answer, body: answer.body as { id: string; key: string; expires_at: string | null } };
  };
  const statusOf = async (key: string) => (await server.ask('GET', '/v1/keys', { key })).status;

  it('is followed by one that does the same, and works beside it for a day', async () => {
    await server.ask('PATCH', `/v1/keys/${old.id}`, {
      key: old.token,
      body: { name: 'CI', scopes: ['admin', 'links:read'] },
    });
    const { status, body } = await rotate();
    expect({ status, body }).toMatchObject({
      status: 201,
      body: {
        kind: 'live',
        name: 'CI',
        scopes: ['links:read', 'admin'],
        workspace_id: old.workspaceId,
        expires_at: null,
      },
    });
    expect(body.id).not.toBe(old.id);
    clock.advance(DAY_MS - 1);
    expect([await statusOf(old.token), await statusOf(body.key)]).toEqual([200, 200]);
    clock.advance(1);
    expect([await statusOf(old.token), await statusOf(body.key)]).toEqual([401, 200]);
  });

  it('ends at once without an overlap', async () => {
    const { body } = await rotate({ overlap_seconds: 0 });
    expect([await statusOf(old.token), await statusOf(body.key)]).toEqual([401, 200]);
  });

  it('never lives longer than it would have', async () => {
    const soon = await makeKey(deps, { expiresAtMs: START_MS + 60_000 });
    clock.advance(30_000);
    const { body } = await rotate({ overlap_seconds: 3_600 }, soon);
    expect(body.expires_at).toBe(new Date(START_MS + 90_000).toISOString());
    clock.advance(30_000);
    expect(await statusOf(soon.token)).toBe(401);
    expect(await statusOf(body.key)).toBe(200);
  });

  it.each([-1, 30 * 24 * 3_600 + 1, 1.5, '60', null])('refuses an overlap of %j', async (overlap_seconds) => {
    expect(await rotate({ overlap_seconds })).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('overlap_seconds') } },
    });
  });

  it('cannot be rotated again', async () => {
    expect((await rotate({ overlap_seconds: 30 * 24 * 3_600 })).status).toBe(201);
    expect(await rotate()).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
    const { expires_at } = await database.db
      .selectFrom('api_keys')
      .select('expires_at')
      .where('id', '=', old.id)
      .executeTakeFirstOrThrow();
    expect(expires_at).toBe(START_MS + 30 * DAY_MS);
  });

  it('has one successor when many ask at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => rotate()));
    expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array(19).fill(409)]);
    const rows = await database.db
      .selectFrom('api_keys')
      .select('rotated_from')
      .where('rotated_from', 'is not', null)
      .execute();
    expect(rows).toEqual([{ rotated_from: old.id }]);
  });
});
