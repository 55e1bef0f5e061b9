import { expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { proffer } from '../harness/server-process.ts';
import { MISSING_LINK, refusal } from './expected.ts';
import { useServer } from './use-server.ts';

type Route = { readonly method: string; readonly path: string };

const METHODS = new Set(['get', 'post', 'put', 'patch', 'delete']);

const LINK_CALLS = [
  'POST /links',
  'GET /links',
  'GET /links/{id}',
  'PATCH /links/{id}',
  'DELETE /links/{id}',
  'GET /links/{id}/analytics',
  'GET /links/{id}/clicks',
  'GET /links/{id}/qr',
];

describeEachEngine('every route of the API', (engine) => {
  const contract = useServer(engine);
  const { ask } = contract;

  async function listRoutes(): Promise<readonly Route[]> {
    const { body } = await ask('GET', '/openapi.json', { key: null });
    const { paths } = body as { paths: Record<string, Record<string, { security?: unknown[] }>> };
    return Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item)
        // What says of itself that it needs no key has tests of its own.
        .filter(([method, { security }]) => METHODS.has(method) && security?.length !== 0)
        .map(([method]) => ({ method: method.toUpperCase(), path })),
    );
  }

  /** What belongs to the workspace that the walkers must not touch, without when its keys were last used. */
  async function snapshot(): Promise<unknown> {
    const { workspaceId } = contract.keys.ours;
    const { db } = contract.database;
    const links = await db
      .selectFrom('links')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('livemode', '=', 1)
      .orderBy('id')
      .execute();
    const keys = await db
      .selectFrom('api_keys')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('livemode', '=', 1)
      .orderBy('id')
      .execute();
    return { links, keys: keys.map(({ last_used_at, ...key }) => key) };
  }

  /** Every route, on our link or our key where it names one. */
  async function walk(key: string | null, visit: (route: Route, status: number, body: unknown) => void): Promise<void> {
    const made = await ask('POST', '/v1/links', { body: { destination: 'https://example.com/' } });
    const { id: linkId } = made.body as { id: string };
    const before = await snapshot();
    for (const route of await listRoutes()) {
      const path = route.path.replace('{id}', route.path.includes('/keys') ? contract.keys.ours.id : linkId);
      const { status, body } = await ask(route.method, path, { key, ...(route.method === 'GET' ? {} : { body: {} }) });
      visit(route, status, body);
      expect(JSON.stringify(body), `${route.method} ${route.path}`).not.toContain(linkId);
    }
    expect(await snapshot()).toEqual(before);
  }
  const nameOf = ({ method, path }: Route) => `${method} ${path}`;

  it('is described, under both bases', async () => {
    const described = new Set((await listRoutes()).map(nameOf));
    for (const base of ['/v1', '/api/v1']) {
      for (const call of LINK_CALLS) expect(described).toContain(call.replace(' ', ` ${base}`));
    }
  });

  it.each<[string, (token: string) => string | null]>([
    ['without a key', () => null],
    ['with garbage for a key', () => 'garbage'],
    ['with a key that is cut short', (token) => token.slice(0, -1)],
    ['with a wrong check sum', (token) => token.slice(0, -1) + (token.endsWith('0') ? '1' : '0')],
    ['with a key that nobody was given', () => 'sk_live_0000000000000000000000000000000000'],
  ])('is closed %s', async (_how, keyOf) => {
    await walk(keyOf(contract.keys.ours.token), (route, status, body) => {
      expect({ status, body }, nameOf(route)).toMatchObject({ status: 401, body: refusal('unauthorized').body });
    });
  });

  it('finds nothing of another workspace', async () => {
    await walk(contract.keys.theirs.token, (route, status, body) => {
      if (!route.path.includes('{id}')) return;
      const { error } = body as { error: { code: string } };
      expect([status, error.code], nameOf(route)).toEqual([404, 'not_found']);
      if (route.path.includes('/links/')) expect(body).toEqual(MISSING_LINK.body);
    });
  });

  it('finds nothing of the other mode', async () => {
    await walk(contract.keys.test.token, (route, status) => {
      if (route.path.includes('{id}')) expect(status, nameOf(route)).toBeOneOf([403, 404]);
    });
  });

  it('changes nothing for a key that may only read other things', async () => {
    const { stdout } = await proffer(
      ['keys', 'create', '--kind', 'live', '--workspace', 'ours', '--scopes', 'shares:read', '--json'],
      contract.server.env,
    );
    await walk(JSON.parse(stdout).key, (route, status, body) => {
      expect({ status, body }, nameOf(route)).toMatchObject({ status: 403, body: refusal('forbidden').body });
    });
  });

  it('that writes is closed to a key that may only read', async () => {
    const before = await snapshot();
    for (const route of await listRoutes()) {
      if (route.method === 'GET') continue;
      const path = route.path.replace('{id}', contract.keys.ours.id);
      const { status } = await ask(route.method, path, { key: contract.keys.readOnly.token, body: {} });
      expect(status, nameOf(route)).toBe(403);
    }
    expect(await snapshot()).toEqual(before);
  });
});
