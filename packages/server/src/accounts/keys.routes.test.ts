import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type MadeKey, makeKey, makeWorkspace } from '../../test/accounts/make-key.ts';
import {
  type AccountsServer,
  createAccountDeps,
  serveAccounts,
  type TestDeps,
} from '../../test/accounts/serve-accounts.ts';
import { createTestClock, type TestClock } from '../../test/harness/clock.ts';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../test/harness/database.ts';
import { KEY_SCOPES } from './key-scope.ts';

const NOT_FOUND = { error: { code: 'not_found', message: 'There is no key with this id.' } };
const NOWHERE = `key_${'1'.repeat(22)}`;

describeEachEngine('the keys API', (engine) => {
  let database: TestDatabase;
  let clock: TestClock;
  let deps: TestDeps;
  let server: AccountsServer;
  let admin: MadeKey;
  beforeEach(async () => {
    database = await createTestDatabase(engine);
    clock = createTestClock('2026-01-15T12:00:00Z');
    deps = createAccountDeps({ database, clock });
    server = await serveAccounts(deps);
    admin = await makeKey(deps);
  });
  afterEach(async () => {
    await server.close();
    await database.close();
  });

  const ask = (method: string, path: string, body?: unknown, key = admin.token) =>
    server.ask(method, path, body === undefined ? { key } : { key, body });
  const invalid = (message: unknown) => ({ status: 400, body: { error: { code: 'invalid_request', message } } });
  const withoutHeaders = ({ status, body }: { status: number; body: unknown }) => ({ status, body });

  it('makes a key and shows it once', async () => {
    const body = { name: 'Deployment', scopes: ['links:write', 'links:read'], expires_at: '2026-02-01T00:00:00+01:00' };
    const made = await ask('POST', '/v1/keys', body);
    const key = {
      id: expect.stringMatching(/^key_[1-9A-HJ-NP-Za-km-z]{22}$/),
      kind: 'live',
      name: 'Deployment',
      scopes: ['links:read', 'links:write'],
      last4: expect.stringMatching(/^[0-9A-Za-z]{4}$/),
      workspace_id: admin.workspaceId,
      livemode: true,
      created_at: '2026-01-15T12:00:00.000Z',
      expires_at: '2026-01-31T23:00:00.000Z',
      revoked_at: null,
      last_used_at: null,
    };
    expect(made).toMatchObject({
      status: 201,
      body: { ...key, key: expect.stringMatching(/^sk_live_[0-9A-Za-z]{36}$/) },
    });
    expect(made.headers.get('cache-control')).toBe('no-store');
    const { id } = made.body as { id: string };
    expect((await ask('GET', `/v1/keys/${id}`)).body).toEqual(key);
    expect(JSON.stringify(await database.db.selectFrom('api_keys').selectAll().execute())).not.toContain(admin.token);
  });

  it('gives a key of the same kind, without admin, when nothing is said', async () => {
    const { body } = await ask('POST', '/v1/keys', {});
    expect(body).toMatchObject({
      kind: 'live',
      name: null,
      expires_at: null,
      scopes: KEY_SCOPES.filter((scope) => scope !== 'admin'),
    });
  });

  it.each([
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: 'a\u0000b' }, 'name'],
    [{ name: '\ud800' }, 'name'],
    [{ scopes: [] }, 'scopes'],
    [{ scopes: ['links:all'] }, 'scopes.0'],
    [{ kind: 'root' }, 'kind'],
    [{ expires_at: 'tomorrow' }, 'expires_at'],
    [{ expires_at: '2026-01-15T12:00:00Z' }, 'expires_at'],
    [{ expires_at: '2026-02-30T12:00:00Z' }, 'expires_at'],
    [{ workspace_id: 'wsp_1' }, 'workspace_id'],
    [{ livemode: true }, 'livemode'],
    [[], 'is not valid'],
  ])('refuses to make a key of %j', async (body, field) => {
    expect(await ask('POST', '/v1/keys', body)).toMatchObject(invalid(expect.stringContaining(field)));
    expect((await ask('GET', '/v1/keys')).body).toMatchObject({ pagination: { total: 1 } });
  });

  it('answers any JSON with 201 or 4xx', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('', '/rotate'), fc.jsonValue(), async (action, body) => {
        const path = action === '' ? '/v1/keys' : `/v1/keys/${NOWHERE}${action}`;
        const { status } = await ask('POST', path, body ?? null);
        expect([201, 400, 404]).toContain(status);
        const patched = await ask('PATCH', `/v1/keys/${admin.id}`, body ?? null);
        expect([200, 400]).toContain(patched.status);
      }),
      { numRuns: 50 },
    );
  });

  it('makes test keys for a test key and nothing else', async () => {
    const test = await makeKey(deps, { kind: 'test' });
    expect((await ask('POST', '/v1/keys', {}, test.token)).body).toMatchObject({ kind: 'test', livemode: false });
    for (const kind of ['live', 'personal', 'workspace']) {
      expect(await ask('POST', '/v1/keys', { kind }, test.token)).toMatchObject({
        status: 403,
        body: { error: { code: 'forbidden', message: expect.stringContaining('A test key makes test keys only') } },
      });
    }
    expect(await ask('POST', '/v1/keys', { kind: 'test' })).toMatchObject({
      status: 403,
      body: { error: { message: expect.stringContaining('A live key makes live keys only') } },
    });
  });

  it('makes keys only of a kind that fits the workspace', async () => {
    expect(await ask('POST', '/v1/keys', { kind: 'workspace' })).toMatchObject({ status: 201 });
    expect(await ask('POST', '/v1/keys', { kind: 'personal' })).toMatchObject(
      invalid(expect.stringContaining('a team')),
    );
    const person = await makeKey(deps, { kind: 'personal' });
    expect(await ask('POST', '/v1/keys', { kind: 'live' }, person.token)).toMatchObject({ status: 201 });
    expect(await ask('POST', '/v1/keys', { kind: 'workspace' }, person.token)).toMatchObject(
      invalid(expect.stringContaining('one person')),
    );
  });

  it('lists newest first, in pages, those of the workspace and mode of the key', async () => {
    await makeKey(deps, { kind: 'test', workspace: { id: admin.workspaceId, kind: 'team' } });
    await makeKey(deps);
    const made: string[] = [];
    for (let index = 0; index < 3; index++) {
      clock.advance(1_000);
      made.unshift(((await ask('POST', '/v1/keys', {})).body as { id: string }).id);
    }
    const first = await ask('GET', '/v1/keys?limit=2');
    expect(first).toMatchObject({
      status: 200,
      body: { data: [{ id: made[0] }, { id: made[1] }], pagination: { total: 4, limit: 2, offset: 0, has_more: true } },
    });
    const rest = await ask('GET', '/v1/keys?limit=2&offset=2');
    expect(rest.body).toMatchObject({ data: [{ id: made[2] }, { id: admin.id }], pagination: { has_more: false } });
    expect((await ask('GET', '/v1/keys')).body).toMatchObject({ pagination: { limit: 20 } });
  });

  it.each(['limit=0', 'limit=101', 'limit=x', 'limit=1.5', 'offset=-1', 'page=2', 'limit='])(
    'refuses to list by %s',
    async (query) => {
      const [name = ''] = query.split('=');
      expect(await ask('GET', `/v1/keys?${query}`)).toMatchObject(invalid(expect.stringContaining(`"${name}"`)));
    },
  );

  it('changes name, scopes and expiry, and nothing that is not given', async () => {
    const { body } = await ask('POST', '/v1/keys', { name: 'old', scopes: ['admin'] });
    const { id, key } = body as { id: string; key: string };
    expect(await ask('PATCH', `/v1/keys/${id}`, { name: 'new' })).toMatchObject({
      status: 200,
      body: { id, name: 'new', scopes: ['admin'], expires_at: null },
    });
    expect((await server.ask('GET', '/v1/keys', { key })).status).toBe(200);
    const change = { scopes: ['pages:read'], expires_at: '2026-03-01T00:00:00Z', name: null };
    const changed = await ask('PATCH', `/v1/keys/${id}`, change);
    expect(changed.body).toMatchObject({ ...change, expires_at: '2026-03-01T00:00:00.000Z' });
    expect(await ask('PATCH', `/v1/keys/${id}`, {})).toMatchObject({
      status: 200,
      body: { name: null, scopes: ['pages:read'] },
    });
    // At once in this process: what was answered is true.
    expect((await server.ask('GET', '/v1/keys', { key })).status).toBe(403);
  });

  it.each([
    [{ kind: 'test' }, 'kind'],
    [{ workspace_id: 'wsp_1' }, 'workspace_id'],
    [{ revoked_at: null }, 'revoked_at'],
    [{ scopes: [] }, 'scopes'],
    [{ expires_at: '2020-01-01T00:00:00Z' }, 'expires_at'],
  ])('refuses to change a key by %j', async (body, field) => {
    expect(await ask('PATCH', `/v1/keys/${admin.id}`, body)).toMatchObject(invalid(expect.stringContaining(field)));
  });

  it('revokes a key for good', async () => {
    const { body } = await ask('POST', '/v1/keys', { scopes: ['admin'] });
    const { id, key } = body as { id: string; key: string };
    expect((await server.ask('GET', '/v1/keys', { key })).status).toBe(200);
    expect(await ask('DELETE', `/v1/keys/${id}`)).toMatchObject({ status: 200, body: { id, revoked: true } });
    expect((await server.ask('GET', '/v1/keys', { key })).status).toBe(401);
    clock.advance(60_000);
    expect(await ask('DELETE', `/v1/keys/${id}`)).toMatchObject({ status: 200, body: { id, revoked: true } });
    expect((await ask('GET', `/v1/keys/${id}`)).body).toMatchObject({ revoked_at: '2026-01-15T12:00:00.000Z' });
    for (const [method, path] of [
      ['PATCH', `/v1/keys/${id}`],
      ['POST', `/v1/keys/${id}/rotate`],
    ] as const) {
      expect(await ask(method, path, method === 'PATCH' ? { expires_at: null } : {})).toMatchObject({
        status: 409,
        body: { error: { code: 'conflict', message: expect.stringContaining('expired or was revoked') } },
      });
    }
  });

  it('answers for a foreign key as for a missing one, and changes nothing', async () => {
    const foreign = await makeKey(deps);
    const otherMode = await makeKey(deps, { kind: 'test', workspace: { id: admin.workspaceId, kind: 'team' } });
    const before = await database.db.selectFrom('api_keys').selectAll().orderBy('id').execute();
    const routes = [
      ['GET', '', undefined],
      ['PATCH', '', { name: 'mine' }],
      ['POST', '/rotate', {}],
      ['DELETE', '', undefined],
    ] as const;
    for (const [method, action, body] of routes) {
      for (const id of [NOWHERE, foreign.id, otherMode.id, 'key_', 'nothing', '%00', '%F0%9F%98%80']) {
        expect(withoutHeaders(await ask(method, `/v1/keys/${id}${action}`, body))).toEqual({
          status: 404,
          body: NOT_FOUND,
        });
      }
    }
    const noteworthy = ({ last_used_at: _, ...row }: (typeof before)[number]) => row;
    const after = await database.db.selectFrom('api_keys').selectAll().orderBy('id').execute();
    expect(after.map(noteworthy)).toEqual(before.map(noteworthy));
  });

  it('is closed to keys without the scope admin', async () => {
    const workspace = await makeWorkspace(deps);
    const scopes = KEY_SCOPES.filter((scope) => scope !== 'admin');
    const { id, token } = await makeKey(deps, { workspace, scopes });
    const routes = [
      ['POST', ''],
      ['GET', ''],
      ['GET', `/${id}`],
      ['PATCH', `/${id}`],
      ['POST', `/${id}/rotate`],
      ['DELETE', `/${id}`],
    ];
    for (const [method = '', path = ''] of routes) {
      expect(
        await ask(method, `/v1/keys${path}`, method === 'PATCH' ? { scopes: ['admin'] } : undefined, token),
      ).toMatchObject({
        status: 403,
        body: { error: { code: 'forbidden', message: 'This key lacks the scope "admin".' } },
      });
    }
  });

  it('is closed to everybody without a key', async () => {
    for (const [method, path] of [
      ['POST', ''],
      ['GET', ''],
      ['GET', `/${admin.id}`],
      ['DELETE', `/${admin.id}`],
    ] as const) {
      const answer = await server.ask(method, `/v1/keys${path}`);
      expect(answer).toMatchObject({ status: 401, body: { error: { code: 'unauthorized' } } });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="proffer"');
    }
  });
});
