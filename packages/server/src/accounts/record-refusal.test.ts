import { Hono } from 'hono';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestClock, type TestClock } from '../../test/harness/clock.ts';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../test/harness/database.ts';
import { deriveKeyring } from '../platform/crypto/keyring.ts';
import { createSealer } from '../platform/crypto/seal.ts';
import { openSummary } from '../platform/events/sealed-event.ts';
import { createIds } from '../platform/ids.ts';
import { createLog } from '../platform/log.ts';
import type { ApiEnv } from './api-env.ts';
import { onlyForAdmins } from './members/members.errors.ts';
import type { Principal } from './principal.ts';
import { createRefusalRecorder } from './record-refusal.ts';
import { requireScope } from './require-scope.ts';
import { unauthorized } from './unauthorized.ts';

const HOUR_MS = 3_600_000;
const OURS = 'wsp_ours';

const keyOf = (keyId: string, workspaceId = OURS): Principal => ({
  ...{ workspaceId, livemode: true, keyId, personId: null, kind: 'live' },
  ...{ workspaceKind: 'team', plan: 'free', scopes: new Set() },
});

describeEachEngine('a refusal', (engine) => {
  const sealer = createSealer(deriveKeyring(Buffer.alloc(32, 1)));
  let database: TestDatabase;
  let clock: TestClock;
  let principal: Principal | undefined;
  let app: Hono<ApiEnv>;

  beforeAll(async () => {
    database = await createTestDatabase(engine);
  });
  beforeEach(async () => {
    for (const table of ['audit_entries', 'event_heads'] as const) await database.db.deleteFrom(table).execute();
    principal = keyOf('key_1');
    clock = createTestClock();
    app = serve(database);
  });
  afterAll(() => database.close());

  function serve({ db }: Pick<TestDatabase, 'db'>): Hono<ApiEnv> {
    const record = createRefusalRecorder({ db, clock, sealer, ids: createIds(clock), log: createLog('silent') });
    return new Hono<ApiEnv>()
      .use(async (c, next) => {
        c.set('clientAddress', '203.0.113.77');
        if (principal !== undefined) c.set('principal', principal);
        await next();
      })
      .get('/links/:id', requireScope('links:read'))
      .delete('/links/:id', requireScope('links:write'))
      .get('/teams/:id', (c) => {
        throw onlyForAdmins({ workspaceId: c.req.param('id') });
      })
      .get('/nobody', () => {
        throw unauthorized('missing');
      })
      .onError(async (error, c) => {
        await record(c, error);
        return c.text('refused', 403);
      });
  }
  const ask = async (method: string, path: string) => (await app.request(path, { method })).status;
  const entries = () =>
    database.db.selectFrom('audit_entries').selectAll().orderBy('workspace_id').orderBy('number').execute();

  test('says who wanted what, from where, and what was missing', async () => {
    expect(await ask('DELETE', '/links/lnk_1')).toBe(403);
    const [entry] = await entries();
    if (entry === undefined) throw new Error('nothing was recorded');
    expect(entry).toMatchObject({ type: 'access.refused', subject_id: 'key_1', actor_kind: 'key', actor_id: 'key_1' });
    expect(entry).toMatchObject({ workspace_id: OURS, number: 1, event_id: null, address: '203.0.113.0' });
    expect(openSummary(sealer, entry)).toBe('Refused: DELETE /links/:id needs the scope "links:write".');
  });

  test('is written once an hour for a key and what it lacks', async () => {
    for (let n = 0; n < 3; n++) await ask('DELETE', '/links/lnk_1');
    expect(await entries()).toHaveLength(1);
    await ask('GET', '/links/lnk_1');
    principal = keyOf('key_2');
    await ask('DELETE', '/links/lnk_1');
    expect(await entries()).toHaveLength(3);
    clock.advance(HOUR_MS);
    await ask('DELETE', '/links/lnk_1');
    expect((await entries()).map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  });

  test('for lack of a role stands where the role was missing, once for all keys of an outsider', async () => {
    principal = keyOf('key_1', 'wsp_theirs');
    await ask('GET', `/teams/${OURS}`);
    principal = keyOf('key_2', 'wsp_theirs');
    await ask('GET', `/teams/${OURS}`);
    expect((await entries()).map((row) => [row.workspace_id, row.actor_id])).toEqual([[OURS, 'key_1']]);
  });

  test('of nobody in particular is not written', async () => {
    await ask('GET', '/nobody');
    principal = undefined;
    await ask('GET', `/teams/${OURS}`);
    expect(await entries()).toEqual([]);
  });

  test('that cannot be written is one all the same, and is written the next time', async () => {
    let isAway = true;
    const transaction: TestDatabase['db']['transaction'] = () => {
      if (isAway) throw new Error('the database is away');
      return database.db.transaction();
    };
    app = serve({
      db: new Proxy(database.db, { get: (db, name) => (name === 'transaction' ? transaction : Reflect.get(db, name)) }),
    });
    expect(await ask('DELETE', '/links/lnk_1')).toBe(403);
    isAway = false;
    await ask('DELETE', '/links/lnk_1');
    expect(await entries()).toHaveLength(1);
  });
});
