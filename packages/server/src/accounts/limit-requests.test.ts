import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { makeKey, makeWorkspace } from '../../test/accounts/make-key.ts';
import {
  type AccountsServer,
  createAccountDeps,
  serveAccounts,
  type TestDeps,
} from '../../test/accounts/serve-accounts.ts';
import { createTestClock } from '../../test/harness/clock.ts';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../test/harness/database.ts';
import type { LimitOverrides } from '../platform/limits/limit-name.ts';
import { createKeyToken } from './key-token.ts';

const START_MS = Date.parse('2026-01-15T12:00:00Z');

describeEachEngine('the limit of the API', (engine) => {
  let database: TestDatabase;
  let deps: TestDeps;
  let server: AccountsServer;
  beforeEach(async () => {
    // The limits ask the system's clock, which stands still here; all timers run.
    vi.useFakeTimers({ toFake: ['Date'], now: START_MS });
    database = await createTestDatabase(engine);
    await serve({});
  });
  afterEach(async () => {
    vi.useRealTimers();
    await server.close();
    await database.close();
  });

  async function serve(limitOverrides: LimitOverrides) {
    await server?.close();
    deps = createAccountDeps({ database, clock: createTestClock(START_MS), limitOverrides });
    server = await serveAccounts(deps);
  }

  const times = async (count: number, key: string | undefined, headers: Record<string, string> = {}) => {
    const statuses: number[] = [];
    for (let index = 0; index < count; index++) {
      const ask = key === undefined ? { headers } : { key, headers };
      statuses.push((await server.ask('GET', '/v1/keys', ask)).status);
    }
    return statuses;
  };
  const from = (address: string) => ({ 'x-test-address': address });
  const limitHeaders = (headers: Headers) =>
    Object.fromEntries(['limit', 'remaining', 'reset'].map((name) => [name, headers.get(`x-ratelimit-${name}`)]));

  it.each([
    ['free', 10],
    ['pro', 10],
    ['team', 100],
    ['enterprise', 100],
  ] as const)('is that of the plan %s: %i a second', async (plan, points) => {
    const { token } = await makeKey(deps, { workspace: await makeWorkspace(deps, 'team', plan) });
    expect(await times(points + 1, token)).toEqual([...Array(points).fill(200), 429]);
  });

  it('is told on every answer that counts', async () => {
    const { id, token } = await makeKey(deps);
    const reader = await makeKey(deps, { scopes: ['links:read'] });
    const answers = {
      ok: await server.ask('GET', '/v1/keys', { key: token }),
      missing: await server.ask('GET', '/v1/keys/key_0', { key: token }),
      invalid: await server.ask('POST', '/v1/keys', { key: token, body: { kind: 'no' } }),
      notJson: await server.ask('PATCH', `/v1/keys/${id}`, { key: token, body: '{' }),
      text: await server.ask('POST', '/v1/keys', { key: token, body: 'x', headers: { 'content-type': 'text/plain' } }),
      noRoute: await server.ask('PUT', '/v1/keys', { key: token }),
    };
    expect(Object.values(answers).map((answer) => answer.status)).toEqual([200, 404, 400, 400, 415, expect.anything()]);
    const reset = String(START_MS / 1_000 + 1);
    expect(Object.values(answers).map((answer) => limitHeaders(answer.headers))).toEqual(
      [9, 8, 7, 6, 5, 4].map((remaining) => ({ limit: '10', remaining: String(remaining), reset })),
    );
    const forbidden = await server.ask('GET', '/v1/keys', { key: reader.token });
    expect([forbidden.status, limitHeaders(forbidden.headers)]).toEqual([403, { limit: '10', remaining: '9', reset }]);
    const stranger = await server.ask('GET', '/v1/keys');
    expect([stranger.status, limitHeaders(stranger.headers)]).toEqual([401, { limit: '10', remaining: '9', reset }]);
  });

  it('answers 429 in the envelope of the API, with the time to wait', async () => {
    const { token } = await makeKey(deps);
    await times(10, token);
    const answer = await server.ask('POST', '/v1/keys', { key: token, body: {} });
    expect(answer).toMatchObject({
      status: 429,
      body: { error: { code: 'rate_limited', message: 'Too many requests: try again in 1 second.' } },
    });
    expect(answer.headers.get('retry-after')).toBe('1');
    expect(limitHeaders(answer.headers)).toEqual({ limit: '10', remaining: '0', reset: String(START_MS / 1_000 + 1) });
    vi.setSystemTime(START_MS + 1_000);
    expect(await times(1, token)).toEqual([200]);
    expect(await database.db.selectFrom('api_keys').select('id').execute()).toHaveLength(1);
  });

  it('is what the operator says, for every plan', async () => {
    await serve({ 'links.api': [{ points: 3, perSeconds: 60 }] });
    for (const plan of ['free', 'enterprise'] as const) {
      const { token } = await makeKey(deps, { workspace: await makeWorkspace(deps, 'team', plan) });
      expect(await times(4, token)).toEqual([200, 200, 200, 429]);
    }
    expect(await times(4, undefined)).toEqual([401, 401, 401, 429]);
  });

  it('counts each key for itself, whatever address it comes from', async () => {
    const [one, other] = [await makeKey(deps), await makeKey(deps)];
    expect(await times(6, one.token, from('192.0.2.1'))).not.toContain(429);
    expect(await times(5, one.token, from('192.0.2.2'))).toContain(429);
    expect(await times(10, other.token, from('192.0.2.1'))).not.toContain(429);
  });

  it('counts requests without a valid key by address, all of an IPv6 /64 together', async () => {
    const made = createKeyToken('live');
    expect(await times(5, made, from('203.0.113.7'))).toEqual(Array(5).fill(401));
    expect(await times(6, 'nonsense', from('203.0.113.7'))).toEqual([...Array(5).fill(401), 429]);
    expect(await times(1, undefined, from('203.0.113.8'))).toEqual([401]);
    expect(await times(10, undefined, from('2001:db8:0:1::1'))).not.toContain(429);
    expect(await times(1, undefined, from('2001:db8:0:1:ffff::2'))).toEqual([429]);
    expect(await times(1, undefined, from('2001:db8:0:2::1'))).toEqual([401]);
  });

  it('asks the database for no more keys behind an address that guesses, while known keys work on', async () => {
    const known = await makeKey(deps);
    const fresh = await makeKey(deps);
    expect(await times(1, known.token, from('203.0.113.7'))).toEqual([200]);
    await times(11, undefined, from('203.0.113.7'));
    expect(await times(1, fresh.token, from('203.0.113.7'))).toEqual([429]);
    expect(await times(1, known.token, from('203.0.113.7'))).toEqual([200]);
    vi.setSystemTime(START_MS + 1_000);
    expect(await times(1, fresh.token, from('203.0.113.7'))).toEqual([200]);
  });
});
