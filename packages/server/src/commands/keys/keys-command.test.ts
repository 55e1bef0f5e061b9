import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAccountDeps, type TestDeps } from '../../../test/accounts/serve-accounts.ts';
import { createTestClock, type TestClock } from '../../../test/harness/clock.ts';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../../../test/harness/database.ts';
import { createTemporaryDirectory } from '../../../test/harness/temporary-directory.ts';
import { loadConfig } from '../../config/index.ts';
import type { Store } from '../command.ts';
import { keysCommand } from './keys-command.ts';

const START_MS = Date.parse('2026-01-15T12:00:00Z');

type Issued = {
  readonly key: string;
  readonly id: string;
  readonly kind: string;
  readonly workspace_id: string;
  readonly username: string;
  readonly plan: string;
};

describeEachEngine('proffer keys', (engine) => {
  let database: TestDatabase;
  let clock: TestClock;
  let deps: TestDeps;
  let open: number;
  beforeEach(async () => {
    database = await createTestDatabase(engine);
    clock = createTestClock(START_MS);
    deps = createAccountDeps({ database, clock });
    open = 0;
  });
  afterEach(async () => {
    expect(open).toBe(0);
    await database.close();
  });

  async function openStore(): Promise<Store> {
    const { db, close } = database.openAgain();
    open++;
    return {
      db,
      keyring: { ...deps.keyring },
      sealer: deps.sealer,
      clock,
      ids: deps.ids,
      close: async () => {
        await close();
        open--;
      },
    };
  }

  async function run(...args: string[]) {
    const said = { out: [] as string[], err: [] as string[] };
    const context = {
      config: loadConfig({ PROFFER_DATA_DIR: await createTemporaryDirectory('keys') }),
      openStore,
      out: (text: string) => void said.out.push(text),
      err: (text: string) => void said.err.push(text),
    };
    const exitCode = await keysCommand.run(args, context);
    return { exitCode, out: said.out.join('\n'), err: said.err.join('\n') };
  }

  const create = async (...args: string[]): Promise<Issued> => {
    const { exitCode, out, err } = await run('create', ...args, '--json');
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    return JSON.parse(out);
  };
  const countKeys = async () => (await database.db.selectFrom('api_keys').select('id').execute()).length;

  it('create --json prints one object', async () => {
    const issued = await create('--kind', 'live');
    expect(issued).toEqual({
      key: expect.stringMatching(/^sk_live_[0-9A-Za-z]{36}$/),
      id: expect.stringMatching(/^key_/),
      kind: 'live',
      workspace_id: expect.stringMatching(/^wsp_/),
      username: 'home',
      plan: 'free',
    });
  });

  it('create shows a person the key on a line of its own', async () => {
    const { exitCode, out } = await run('create', '--kind', 'test', '--name', 'Ada’s laptop');
    expect(exitCode).toBe(0);
    expect(out.split('\n')).toContainEqual(expect.stringMatching(/^sk_test_[0-9A-Za-z]{36}$/));
    expect(out).toContain('It is shown once');
  });

  it('create works in the first workspace that fits, and makes the one that is missing', async () => {
    const person = await create('--kind', 'personal');
    expect(person).toMatchObject({ username: 'owner', kind: 'personal' });
    clock.advance(1);
    expect(await create('--kind', 'live')).toMatchObject({ username: 'owner', workspace_id: person.workspace_id });
    expect(await create('--kind', 'workspace')).toMatchObject({ username: 'home' });
    expect(await create('--kind', 'personal')).toMatchObject({ username: 'owner' });
    expect(await create('--kind', 'test')).toMatchObject({ username: 'owner' });
  });

  it('create takes a handle, and makes the workspace when there is none', async () => {
    const acme = await create('--kind', 'live', '--workspace', 'acme');
    expect(await create('--kind', 'workspace', '--workspace', 'acme')).toMatchObject({
      workspace_id: acme.workspace_id,
    });
    expect(await create('--kind', 'personal', '--workspace', 'ada')).toMatchObject({ username: 'ada' });
    expect(await create('--kind', 'live', '--workspace', 'ada')).toMatchObject({ username: 'ada' });
  });

  it('create refuses a kind that does not fit the workspace, and makes nothing', async () => {
    await create('--kind', 'live', '--workspace', 'acme');
    await create('--kind', 'personal', '--workspace', 'ada');
    const personal = await run('create', '--kind', 'personal', '--workspace', 'acme', '--plan', 'pro');
    expect(personal).toMatchObject({
      exitCode: 1,
      out: '',
      err: expect.stringContaining('this workspace belongs to a team'),
    });
    const team = await run('create', '--kind', 'workspace', '--workspace', 'ada');
    expect(team).toMatchObject({ exitCode: 1, err: expect.stringContaining('this workspace belongs to one person') });
    expect(await countKeys()).toBe(2);
    expect(await create('--kind', 'live', '--workspace', 'acme')).toMatchObject({ plan: 'free' });
  });

  it('create puts the workspace on the plan that is given, and leaves it there', async () => {
    expect(await create('--kind', 'live', '--plan', 'team')).toMatchObject({ plan: 'team' });
    expect(await create('--kind', 'live')).toMatchObject({ plan: 'team' });
    expect(await create('--kind', 'live', '--plan', 'enterprise')).toMatchObject({ plan: 'enterprise' });
  });

  it('create gives all scopes or those that are named, and an expiry', async () => {
    const all = await create('--kind', 'live');
    const few = await create(
      '--kind',
      'live',
      '--scopes',
      'links:write, links:read',
      '--expires',
      '2026-02-01T00:00:00Z',
    );
    const { data } = JSON.parse((await run('list', '--json')).out);
    const keys = new Map<string, unknown>(data.map((key: { id: string }) => [key.id, key]));
    expect(keys.get(all.id)).toMatchObject({
      scopes: expect.arrayContaining(['admin', 'webhooks:write']),
      expires_at: null,
    });
    expect(keys.get(few.id)).toMatchObject({
      scopes: ['links:read', 'links:write'],
      expires_at: '2026-02-01T00:00:00.000Z',
    });
  });

  it.each([
    [['--kind', 'live', '--workspace', 'Acme'], 1, 'The handle of a workspace must be'],
    [['--kind', 'live', '--workspace', 'admin'], 1, 'reserved'],
    [['--kind', 'live', '--expires', '2025-01-01T00:00:00Z'], 1, 'must lie in the future'],
    [[], 2, '--kind is missing: one of live, test, personal, workspace.'],
    [['--kind', 'root'], 2, '--kind must be one of live, test, personal, workspace, not "root".'],
    [['--kind', 'live', '--plan', 'gold'], 2, '--plan must be one of free, pro, team, enterprise, not "gold".'],
    [['--kind', 'live', '--scopes', 'links'], 2, '--scopes must be one of'],
    [['--kind', 'live', '--scopes', ''], 2, '--scopes must be one of'],
    [['--kind', 'live', '--expires', 'soon'], 2, '--expires must be an ISO 8601 time with a zone'],
    [['--kind', 'live', '--name', 'a\u001bb'], 2, '--name must be'],
    [['--kind', 'live', '--color'], 2, "Unknown option '--color'"],
    [['--kind', 'live', 'more'], 2, '"more" is too much.'],
    [['--kind'], 2, "Option '--kind"],
  ])('create refuses %j', async (args, exitCode, sentence) => {
    expect(await run('create', ...args)).toMatchObject({ exitCode, out: '', err: expect.stringContaining(sentence) });
    expect(await countKeys()).toBe(0);
    expect(await database.db.selectFrom('workspaces').selectAll().execute()).toEqual([]);
  });

  it('create makes one workspace when many run at the same moment', async () => {
    const issued = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        create('--kind', 'live', ...(index % 2 === 0 ? [] : ['--workspace', 'home'])),
      ),
    );
    expect(new Set(issued.map((one) => one.workspace_id)).size).toBe(1);
    expect(await countKeys()).toBe(8);
  });

  it('list shows whose keys there are and in which state', async () => {
    expect((await run('list')).out).toContain('There are no keys yet');
    const acme = await create('--kind', 'live', '--workspace', 'acme', '--name', 'Deploy');
    clock.advance(1);
    const ada = await create('--kind', 'personal', '--workspace', 'ada', '--expires', '2026-01-16T00:00:00Z');
    await run('revoke', acme.id);
    clock.advance(24 * 3_600_000);
    const { out } = await run('list');
    const lines = out.split('\n');
    expect(lines[0]).toMatch(/^ID +KIND +WORKSPACE/);
    expect(lines[1]).toMatch(
      new RegExp(`^${ada.id} +personal +ada +…${ada.key.slice(-4)} +expired 2026-01-16 +never$`),
    );
    expect(lines[2]).toMatch(
      new RegExp(`^${acme.id} +live +acme +…${acme.key.slice(-4)} +revoked 2026-01-15 +never +Deploy$`),
    );
    expect(out).not.toContain(acme.key);
    const { data } = JSON.parse((await run('list', '--workspace', 'ada', '--json')).out);
    expect(data).toEqual([
      expect.objectContaining({ id: ada.id, username: 'ada', livemode: true, last4: ada.key.slice(-4) }),
    ]);
    expect(await run('list', '--workspace', 'nobody')).toMatchObject({
      exitCode: 1,
      err: 'There is no workspace "nobody".',
    });
  });

  it('revoke ends a key, and says when there is none', async () => {
    const { id } = await create('--kind', 'test');
    expect(await run('revoke', id)).toMatchObject({ exitCode: 0, out: expect.stringContaining(`${id} is revoked`) });
    const row = await database.db.selectFrom('api_keys').select('revoked_at').where('id', '=', id).executeTakeFirst();
    expect(row).toEqual({ revoked_at: START_MS });
    expect(await run('revoke', 'key_1')).toMatchObject({ exitCode: 1, err: 'There is no key with this id.' });
    expect(await run('revoke')).toMatchObject({ exitCode: 2, err: expect.stringContaining('Which key?') });
    expect(await run('revoke', id, id)).toMatchObject({ exitCode: 2 });
  });

  it('rotate replaces a key, which works on for as long as was said', async () => {
    const old = await create('--kind', 'personal', '--workspace', 'ada', '--plan', 'pro', '--name', 'laptop');
    const { exitCode, out } = await run('rotate', old.id, '--overlap-seconds', '60', '--json');
    expect(exitCode).toBe(0);
    const issued: Issued = JSON.parse(out);
    expect(issued).toMatchObject({ kind: 'personal', workspace_id: old.workspace_id, username: 'ada', plan: 'pro' });
    expect(Object.keys(issued)).toEqual(Object.keys(old));
    expect(issued.key).not.toBe(old.key);
    const rows = await database.db
      .selectFrom('api_keys')
      .select(['id', 'name', 'expires_at'])
      .orderBy('created_at')
      .execute();
    expect(rows).toContainEqual({ id: old.id, name: 'laptop', expires_at: START_MS + 60_000 });
    expect(rows).toContainEqual({ id: issued.id, name: 'laptop', expires_at: null });
    expect(await run('rotate', old.id)).toMatchObject({
      exitCode: 1,
      err: expect.stringContaining('was rotated before'),
    });
    expect(await run('rotate', issued.id, '--overlap-seconds', '1e3')).toMatchObject({
      exitCode: 2,
      err: '--overlap-seconds must be a whole number from 0 to 2592000.',
    });
  });

  it('shows how it is used when it does not understand', async () => {
    expect(await run()).toMatchObject({
      exitCode: 2,
      out: '',
      err: expect.stringMatching(/^Usage: proffer keys create/),
    });
    expect(await run('delete')).toMatchObject({ exitCode: 2, err: expect.stringContaining('does not know "delete"') });
    expect(await run('__proto__')).toMatchObject({ exitCode: 2 });
  });
});
