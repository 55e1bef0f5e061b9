import { expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { MISSING_LINK, NO_LINK, refusal } from './expected.ts';
import { useServer } from './use-server.ts';

const DESTINATION = 'https://example.com/';

describeEachEngine('what the links API refuses', (engine) => {
  const contract = useServer(engine);
  const { ask } = contract;
  const create = (body: unknown, headers = {}) => ask('POST', '/v1/links', { body, headers });
  const created = async (body: object = {}) =>
    (await create({ destination: DESTINATION, ...body })).body as { id: string; slug: string };
  const countLinks = async () => (await contract.database.db.selectFrom('links').select('id').execute()).length;

  it.each<[unknown, string]>([
    [{}, '"destination"'],
    [{ destination: null }, '"destination"'],
    [{ destination: ['https://example.com/'] }, '"destination"'],
    [{ destination: '' }, '"destination"'],
    [{ destination: 'http://example.com/' }, '"destination"'],
    [{ destination: 'javascript:alert(1)' }, '"destination"'],
    [{ destination: ' java\tscript:alert(1)' }, '"destination"'],
    [{ destination: 'data:text/html,x' }, '"destination"'],
    [{ destination: '//example.com/' }, '"destination"'],
    [{ destination: '\\\\example.com\\' }, '"destination"'],
    [{ destination: 'https://example.com/\r\nSet-Cookie: a=b' }, '"destination"'],
    [{ destination: 'https://user:word@example.com/' }, '"destination"'],
    [{ destination: 'https://localhost/' }, '"destination"'],
    [{ destination: 'https://0x7f.1/' }, '"destination"'],
    [{ destination: 'https://169.254.169.254/' }, '"destination"'],
    [{ destination: 'https://[::ffff:10.0.0.1]/' }, '"destination"'],
    [{ destination: `https://example.com/${'a'.repeat(2_100)}` }, '"destination"'],
    [{ destination: DESTINATION, slug: 'a b' }, '"slug"'],
    [{ destination: DESTINATION, slug: '' }, '"slug"'],
    [{ destination: DESTINATION, slug: 'ä' }, '"slug"'],
    [{ destination: DESTINATION, slug: 'a\u0000' }, '"slug"'],
    [{ destination: DESTINATION, slug: 'a'.repeat(65) }, '"slug"'],
    [{ destination: DESTINATION, slug: 'Health' }, 'reserved'],
    [{ destination: DESTINATION, metadata: { nested: { a: 1 } } }, '"metadata.nested"'],
    [{ destination: DESTINATION, metadata: 'text' }, '"metadata"'],
    [{ destination: DESTINATION, tracking: { utm_id: 'x' } }, '"tracking.utm_id"'],
    [{ destination: DESTINATION, expires_at: '2020-01-01T00:00:00Z' }, '"expires_at"'],
    [{ destination: DESTINATION, expires_at: '9999-12-31T23:59:59-12:00' }, '"expires_at"'],
    [{ destination: DESTINATION, expires_at: '2100-02-30T00:00:00Z' }, '"expires_at"'],
    [{ destination: DESTINATION, expires_at: 4_102_444_800 }, '"expires_at"'],
    [{ destination: DESTINATION, clicks: 5 }, '"clicks"'],
    [{ destination: DESTINATION, id: NO_LINK, workspace_id: 'wsp_1', livemode: false }, '"workspace_id"'],
    [[], ''],
    ['"text"', ''],
    ['null', ''],
    ['12', ''],
  ])('does not make a link of %j', async (body, field) => {
    const before = await countLinks();
    expect(await create(body)).toEqual(refusal('invalid', field));
    expect(await countLinks()).toBe(before);
  });

  it('names every field that is wrong', async () => {
    const { body } = await create({ slug: '!', metadata: [], colour: 'red' });
    const { message } = (body as { error: { message: string } }).error;
    for (const field of ['"destination"', '"slug"', '"metadata"', '"colour"']) expect(message).toContain(field);
  });

  it.each<[string, unknown, Record<string, string>, Parameters<typeof refusal>[0]]>([
    ['broken JSON', '{"destination":', {}, 'invalid'],
    ['no JSON at all', 'destination=x', {}, 'invalid'],
    ['broken UTF-8', Buffer.from('7b22c328223a317d', 'hex'), {}, 'invalid'],
    ['a byte order mark alone', Buffer.from('efbbbf', 'hex'), {}, 'invalid'],
    ['depth', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, {}, 'invalid'],
    ['__proto__', '{"destination":"https://example.com/","__proto__":{"slug":"x"}}', {}, 'invalid'],
    ['__proto__ inside', '{"destination":"https://example.com/","metadata":{"__proto__":1}}', {}, 'invalid'],
    ['a form', 'destination=x', { 'content-type': 'application/x-www-form-urlencoded' }, 'unsupportedMediaType'],
    ['plain text', '{}', { 'content-type': 'text/plain' }, 'unsupportedMediaType'],
    ['another charset', '{}', { 'content-type': 'application/json; charset=latin1' }, 'unsupportedMediaType'],
    ['a type of its own', '{}', { 'content-type': 'application/jsonx' }, 'unsupportedMediaType'],
    ['64 KiB and more', `{"metadata":{"a":"${'x'.repeat(70_000)}"}}`, {}, 'tooLarge'],
    ['a blank idempotency key', { destination: DESTINATION }, { 'idempotency-key': '' }, 'invalid'],
    ['a long idempotency key', { destination: DESTINATION }, { 'idempotency-key': 'k'.repeat(256) }, 'invalid'],
  ])('refuses a body with %s', async (_what, body, headers, kind) => {
    const before = await countLinks();
    expect(await create(body, headers)).toEqual(refusal(kind));
    const { id } = await created();
    if (headers['idempotency-key'] === undefined) {
      expect(await ask('PATCH', `/v1/links/${id}`, { body, headers })).toEqual(refusal(kind));
    }
    expect(await countLinks()).toBe(before + 1);
  });

  it('takes a charset of UTF-8 in any spelling', async () => {
    for (const type of ['application/json; charset=UTF-8', 'Application/JSON;charset="utf-8"']) {
      expect(await create({ destination: DESTINATION }, { 'content-type': type })).toMatchObject({ status: 201 });
    }
  });

  it.each<[unknown, string]>([
    [{ destination: 'http://example.com/' }, '"destination"'],
    [{ destination: null }, '"destination"'],
    [{ slug: 'other' }, '"slug"'],
    [{ workspace_id: 'wsp_1' }, '"workspace_id"'],
    [{ verification: { status: 'verified' } }, '"verification"'],
    [{ created_at: '2020-01-01T00:00:00Z' }, '"created_at"'],
    [{ status: 'expired' }, '"status"'],
    [{ expires_at: '2020-01-01T00:00:00Z' }, '"expires_at"'],
    [{ metadata: null }, '"metadata"'],
    [[], ''],
  ])('does not change a link by %j', async (body, field) => {
    const { id } = await created();
    const before = await ask('GET', `/v1/links/${id}`);
    expect(await ask('PATCH', `/v1/links/${id}`, { body })).toEqual(refusal('invalid', field));
    expect((await ask('GET', `/v1/links/${id}`)).body).toEqual(before.body);
  });

  it.each([
    ['/v1/links?limit=0', '"limit"'],
    ['/v1/links?limit=101', '"limit"'],
    ['/v1/links?limit=-1', '"limit"'],
    ['/v1/links?limit=1e1', '"limit"'],
    ['/v1/links?limit=ten', '"limit"'],
    ['/v1/links?limit=', '"limit"'],
    ['/v1/links?limit=1&limit=2', '"limit"'],
    ['/v1/links?offset=-1', '"offset"'],
    ['/v1/links?offset=99999999999999999999', '"offset"'],
    ['/v1/links?status=gone', '"status"'],
    ['/v1/links?q=', '"q"'],
    [`/v1/links?q=${'a'.repeat(201)}`, '"q"'],
    ['/v1/links?sort=slug', '"sort"'],
    ['/v1/links?workspace_id=wsp_1', '"workspace_id"'],
    ['/v1/links/:id/clicks?limit=101', '"limit"'],
    ['/v1/links/:id/clicks?cursor=x', 'cursor'],
    ['/v1/links/:id/clicks?offset=1', '"offset"'],
    ['/v1/links/:id/qr?format=gif', '"format"'],
    ['/v1/links/:id/qr?size=63', '"size"'],
    ['/v1/links/:id/qr?size=2049', '"size"'],
    ['/v1/links/:id/qr?size=256.5', '"size"'],
    ['/v1/links/:id/analytics?granularity=minute', '"granularity"'],
    ['/v1/links/:id/analytics?start_date=yesterday', '"start_date"'],
    ['/v1/links/:id/analytics?end_date=2026-02-30', '"end_date"'],
    ['/v1/links/:id/analytics?start_date=2026-01-02&end_date=2026-01-01T00:00:00Z', '"end_date"'],
    ['/v1/links/:id/analytics?start_date=2000-01-01&granularity=hour', ''],
    ['/v1/links/:id/analytics?timezone=Mars/Phobos', '"timezone"'],
    ['/v1/links/:id/analytics?timezone=%2B02:00', '"timezone"'],
    ['/v1/links/:id/analytics?bots=maybe', '"bots"'],
    ['/v1/links/:id/analytics?from=2026-01-01', '"from"'],
  ])('does not answer %s', async (path, field) => {
    const { id } = await created();
    expect(await ask('GET', path.replace(':id', id))).toEqual(refusal('invalid', field));
  });

  it('answers every call on a link of another workspace, or of the other mode, as on none', async () => {
    const { id } = await created({ slug: `hidden-${engine}` });
    const { theirs, test } = contract.keys;
    const before = await contract.database.db.selectFrom('links').selectAll().where('id', '=', id).execute();
    for (const [method, path, body] of [
      ['GET', '', undefined],
      ['PATCH', '', { status: 'disabled' }],
      ['DELETE', '', undefined],
      ['GET', '/analytics', undefined],
      ['GET', '/clicks', undefined],
      ['GET', '/qr', undefined],
    ] as const) {
      for (const { token: key } of [theirs, test]) {
        const theirsAnswer = await ask(method, `/v1/links/${id}${path}`, { key, body });
        const missing = await ask(method, `/v1/links/${NO_LINK}${path}`, { key, body });
        expect(theirsAnswer, `${method} ${path}`).toEqual(MISSING_LINK);
        expect(theirsAnswer.body).toEqual(missing.body);
        expect([...theirsAnswer.headers.keys()]).toEqual([...missing.headers.keys()]);
      }
    }
    expect(await contract.database.db.selectFrom('links').selectAll().where('id', '=', id).execute()).toEqual(before);
  });

  it('lets a key that may only read do that, and nothing else', async () => {
    const key = contract.keys.readOnly.token;
    const { id } = await created();
    const before = await countLinks();
    expect(await ask('GET', `/v1/links/${id}`, { key })).toMatchObject({ status: 200 });
    const forbidden = refusal('forbidden', 'links:write');
    expect(await ask('POST', '/v1/links', { key, body: { destination: DESTINATION } })).toEqual(forbidden);
    expect(await ask('PATCH', `/v1/links/${id}`, { key, body: { status: 'disabled' } })).toEqual(forbidden);
    expect(await ask('DELETE', `/v1/links/${id}`, { key })).toEqual(forbidden);
    expect(await ask('GET', '/v1/keys', { key })).toEqual(refusal('forbidden', 'admin'));
    expect(await countLinks()).toBe(before);
  });

  it.each(['/v1', '/v1/', '/v1/nothing', '/api/v1/nothing', '/v1/links/', '/v2/links', '/v1/links/x/y/z'])(
    'has nothing at %s',
    async (path) => {
      expect(await ask('GET', path, { headers: { accept: 'application/json' } })).toEqual(refusal('notFound'));
    },
  );

  it.each([
    ['PUT', '/v1/links'],
    ['DELETE', '/v1/links'],
    ['POST', `/v1/links/${NO_LINK}`],
    ['PUT', `/v1/links/${NO_LINK}`],
    ['POST', `/v1/links/${NO_LINK}/clicks`],
  ])('does not know %s %s', async (method, path) => {
    expect(await ask(method, path, { body: {} })).toEqual(refusal('notFound'));
  });
});
