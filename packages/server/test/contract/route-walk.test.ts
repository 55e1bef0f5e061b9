import { expect, it } from 'vitest';
import type { Role } from '../../src/accounts/index.ts';
import { dialectOf } from '../../src/dialect-of.ts';
import { FAILURES } from '../../src/platform/http/kinds-of-failure.ts';
import { describeEachEngine } from '../harness/database.ts';
import { operate } from '../harness/operate.ts';
import { MISSING_LINK } from './expected.ts';
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

const SHARE_CALLS = [
  'POST /share',
  'GET /shares',
  'PATCH /share/{id}',
  'DELETE /share/{id}',
  'GET /share/{id}/analytics',
];

const PAGE_CALLS = [
  'POST /pages',
  'GET /pages',
  'GET /pages/{id}',
  'PATCH /pages/{id}',
  'DELETE /pages/{id}',
  'GET /pages/{id}/analytics',
  'PUT /pages/{id}/content',
  'GET /pages/{id}/versions',
  'GET /pages/{id}/versions/{version}',
  'POST /pages/{id}/versions/{version}/restore',
  'POST /pages/{id}/comments',
  'GET /pages/{id}/comments',
  'PATCH /pages/{id}/comments/{comment_id}',
  'DELETE /pages/{id}/comments/{comment_id}',
  'POST /pages/{id}/share',
  'GET /pages/{id}/grants',
  'DELETE /pages/{id}/grants/{grant_id}',
];

/** Where an empty object would be refused for what it lacks, before it is asked whose page it is. */
const BODIES: readonly (readonly [RegExp, object])[] = [
  [/\/comments(\/[^/]+)?$/, { body: 'walked' }],
  [/\/pages\/[^/]+\/share$/, { email: 'walker@example.com' }],
];

/** What the scope `webhooks:read` opens. */
const WHAT_IT_READS = /\/(webhooks|events)(\/|$)/;

/** What says of itself that it needs no key has tests of its own. */
const isOpen = (ways: readonly object[] | undefined) =>
  ways !== undefined && (ways.length === 0 || ways.some((way) => Object.keys(way).length === 0));

/** What a refusal looks like in the API that the route belongs to. */
function refusalAt({ path }: Route, kind: keyof typeof FAILURES) {
  const dialect = dialectOf(path);
  const { status, code } = FAILURES[kind];
  return { status, body: dialect?.error(dialect.codeOf(code), expect.any(String)) };
}

describeEachEngine('every route of the API', (engine) => {
  const contract = useServer(engine);
  const { ask } = contract;

  async function listRoutes(): Promise<readonly Route[]> {
    const { body } = await ask('GET', '/openapi.json', { key: null });
    const { paths } = body as { paths: Record<string, Record<string, { security?: object[] }>> };
    return Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item)
        .filter(([method, { security }]) => METHODS.has(method) && !isOpen(security))
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
    const shares = await db
      .selectFrom('shares')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('livemode', '=', 1)
      .orderBy('id')
      .execute();
    const pages = await db
      .selectFrom('pages')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('livemode', '=', 1)
      .orderBy('id')
      .execute();
    const ofPages = await Promise.all(
      (['page_versions', 'page_comments', 'page_grants'] as const).map((table) =>
        db.selectFrom(table).selectAll().orderBy('page_id').execute(),
      ),
    );
    return { links, shares, pages, ofPages, keys: keys.map(({ last_used_at, ...key }) => key) };
  }

  /** A page of ours with one of everything, by the names that the routes give it. */
  async function makePage(): Promise<Record<'id' | 'comment_id' | 'grant_id', string>> {
    const idOf = ({ body }: { body: unknown }) => (body as { data: { id: string } }).data.id;
    const id = idOf(
      await ask('POST', '/api/v1/pages', { body: '<p>walked', headers: { 'content-type': 'text/html' } }),
    );
    const comment = await ask('POST', `/api/v1/pages/${id}/comments`, { body: { body: 'walked' } });
    const grant = await ask('POST', `/api/v1/pages/${id}/share`, { body: { email: 'reader@example.com' } });
    return { id, comment_id: idOf(comment), grant_id: idOf(grant) };
  }

  /** Every route, on our link, share, page or key where it names one. */
  async function walk(key: string | null, visit: (route: Route, status: number, body: unknown) => void): Promise<void> {
    const made = await ask('POST', '/v1/links', { body: { destination: 'https://example.com/' } });
    const { id: linkId } = made.body as { id: string };
    const shared = await ask('POST', '/api/v1/share', { body: { content: { type: 'text', body: 'walked' } } });
    const { id: shareId } = (shared.body as { data: { id: string } }).data;
    const page = await makePage();
    const idFor = (path: string) => {
      if (path.includes('/keys')) return contract.keys.ours.id;
      if (path.includes('/pages')) return page.id;
      return path.includes('/share') ? shareId : linkId;
    };
    const before = await snapshot();
    for (const route of await listRoutes()) {
      const path = route.path
        .replace('{id}', idFor(route.path))
        .replace('{version}', '1')
        .replace(/\{(comment_id|grant_id)\}/, (_name, field: 'comment_id' | 'grant_id') => page[field]);
      const [, sent = {}] = BODIES.find(([paths]) => paths.test(path)) ?? [];
      const { status, body } = await ask(route.method, path, {
        key,
        ...(route.method === 'GET' ? {} : { body: sent }),
      });
      visit(route, status, body);
      for (const id of [linkId, shareId, ...Object.values(page)]) {
        expect(JSON.stringify(body), `${route.method} ${route.path}`).not.toContain(id);
      }
    }
    expect(await snapshot()).toEqual(before);
  }
  const nameOf = ({ method, path }: Route) => `${method} ${path}`;

  /** As the operator makes it. */
  async function makeKey(...options: string[]): Promise<{ key: string; id: string; workspace_id: string }> {
    const { stdout } = await operate(['keys', 'create', ...options, '--json'], contract.server.env);
    return JSON.parse(stdout);
  }

  /** The personal key of a member of our workspace, or of somebody who is none any more. */
  async function makeMemberKey(username: string, role: Role | undefined): Promise<string> {
    const { key, workspace_id } = await makeKey('--kind', 'personal', '--workspace', username);
    const { db } = contract.database;
    const now = new Date().toISOString();
    const person = { id: `per_${username}`, email: `${username}@example.com`, name: username, workspace_id };
    const rest = { email_verified: 1, image: null, administrator: 0, language: null, created_at: now, updated_at: now };
    await db
      .insertInto('persons')
      .values({ ...person, ...rest })
      .execute();
    const { workspaceId } = contract.keys.ours;
    const membership = { person_id: person.id, created_at: Date.now() };
    const own = { ...membership, workspace_id, role: 'owner' as const };
    const ours = { ...membership, workspace_id: workspaceId, role: role ?? ('member' as const) };
    await db.insertInto('memberships').values([own, ours]).execute();
    if (role !== undefined) return key;
    expect((await ask('GET', `/api/v1/pages?workspace_id=${workspaceId}`, { key })).status).toBe(200);
    await db.deleteFrom('memberships').where('workspace_id', '=', workspaceId).execute();
    return key;
  }

  it('is described, under both bases', async () => {
    const described = new Set((await listRoutes()).map(nameOf));
    for (const base of ['/v1', '/api/v1']) {
      for (const call of LINK_CALLS) expect(described).toContain(call.replace(' ', ` ${base}`));
    }
    for (const call of PAGE_CALLS) expect(described).toContain(call.replace(' ', ' /api/v1'));
    for (const call of SHARE_CALLS) expect(described).toContain(call.replace(' ', ' /api/v1'));
  });

  it.each<[string, (token: string) => string | null]>([
    ['without a key', () => null],
    ['with garbage for a key', () => 'garbage'],
    ['with a key that is cut short', (token) => token.slice(0, -1)],
    ['with a wrong check sum', (token) => token.slice(0, -1) + (token.endsWith('0') ? '1' : '0')],
    ['with a key that nobody was given', () => 'sk_live_0000000000000000000000000000000000'],
  ])('is closed %s', async (_how, keyOf) => {
    await walk(keyOf(contract.keys.ours.token), (route, status, body) => {
      expect({ status, body }, nameOf(route)).toEqual(refusalAt(route, 'unauthorized'));
    });
  });

  it('finds nothing of another workspace', async () => {
    await walk(contract.keys.theirs.token, (route, status, body) => {
      if (!route.path.includes('{id}')) return;
      expect({ status, body }, nameOf(route)).toEqual(refusalAt(route, 'notFound'));
      if (route.path.includes('/links/')) expect(body).toEqual(MISSING_LINK.body);
    });
  });

  it('is closed to a key that was revoked', async () => {
    const { key, id } = await makeKey('--kind', 'live', '--workspace', 'ours');
    expect((await ask('GET', '/v1/links', { key })).status).toBe(200);
    expect((await ask('DELETE', `/v1/keys/${id}`)).status).toBe(200);
    await walk(key, (route, status, body) => {
      expect({ status, body }, nameOf(route)).toEqual(refusalAt(route, 'unauthorized'));
    });
  });

  it('finds nothing for a member who was removed', async () => {
    await walk(await makeMemberKey('removed', undefined), (route, status, body) => {
      if (!route.path.includes('{id}')) return;
      expect({ status, body }, nameOf(route)).toEqual(refusalAt(route, 'notFound'));
    });
  });

  it('changes nothing for a viewer of the workspace', async () => {
    const key = await makeMemberKey('viewer', 'viewer');
    const page = await makePage();
    const before = await snapshot();
    for (const route of await listRoutes()) {
      if (route.method === 'GET' || !route.path.includes('{id}')) continue;
      // Whoever may read a page may say something about it.
      if (route.path.endsWith('/comments')) continue;
      const id = route.path.includes('/keys') ? contract.keys.ours.id : page.id;
      const path = route.path
        .replace('{id}', id)
        .replace('{version}', '1')
        .replace(/\{(comment_id|grant_id)\}/, (_name, field: 'comment_id' | 'grant_id') => page[field]);
      const [, body = {}] = BODIES.find(([paths]) => paths.test(path)) ?? [];
      const { status } = await ask(route.method, path, { key, body });
      expect(status, nameOf(route)).toBeOneOf([403, 404]);
    }
    expect(await snapshot()).toEqual(before);
    const { workspaceId } = contract.keys.ours;
    const refused = contract.database.db.selectFrom('audit_entries').where('type', '=', 'access.refused');
    expect(await refused.where('workspace_id', '=', workspaceId).select('actor_kind').execute()).toHaveLength(1);
  });

  it('finds nothing of the other mode', async () => {
    await walk(contract.keys.test.token, (route, status) => {
      if (route.path.includes('{id}')) expect(status, nameOf(route)).toBeOneOf([403, 404]);
    });
  });

  it('changes nothing for a key that may only read other things', async () => {
    const { key } = await makeKey('--kind', 'live', '--workspace', 'ours', '--scopes', 'webhooks:read');
    await walk(key, (route, status, body) => {
      if (route.method === 'GET' && WHAT_IT_READS.test(route.path)) return;
      expect({ status, body }, nameOf(route)).toEqual(refusalAt(route, 'forbidden'));
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
