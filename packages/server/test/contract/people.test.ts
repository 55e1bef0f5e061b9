import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, describeEachEngine, type TestDatabase } from '../harness/database.ts';
import { addressIn, type MailServer, startMailServer } from '../harness/mail-server.ts';
import { operate } from '../harness/operate.ts';
import { type ServerProcess, startServer } from '../harness/server-process.ts';
import { type Browserless, createBrowserless, PASSWORD, setUp, setUpPath } from '../people/browserless.ts';
import { followLink, PLENTY } from '../people/follow-link.ts';

describeEachEngine('people', (engine) => {
  let mails: MailServer;
  let database: TestDatabase | undefined;
  let server: ServerProcess;
  let ada: Browserless;

  beforeAll(async () => {
    mails = await startMailServer();
    database = engine === 'postgres' ? await createTestDatabase(engine) : undefined;
    server = await startServer({
      env: { PROFFER_SMTP_URL: mails.url, PROFFER_MAIL_FROM: 'Proffer <proffer@example.com>', PROFFER_LIMITS: PLENTY },
      ...(database?.location.engine === 'postgres' ? { databaseUrl: database.location.url } : {}),
    });
    ada = await setUp(server);
  });
  afterAll(async () => {
    await server.stop();
    await mails.close();
    await database?.close();
  });

  const stranger = () => createBrowserless(server.url);
  const isSignedIn = async (visitor: Browserless) => (await visitor.api('GET', '/api/v1/me')).status === 200;

  async function linkFor(email: string, visitor = stranger()): Promise<string> {
    expect(await visitor.post('/sign-in/mail', { email })).toMatchObject({ status: 303 });
    return addressIn(await mails.take(email), '/sign-in/link');
  }

  let teams = 0;
  async function makeTeam(owner = ada): Promise<string> {
    const handle = `team-${engine}-${++teams}`;
    const made = await owner.api('POST', '/api/v1/workspaces', { handle, name: 'The team' });
    expect(made).toMatchObject({ status: 201, body: { handle, role: 'owner', kind: 'team' } });
    return String(made.body.id);
  }

  /** Somebody new, by way of an invitation to `team`. */
  async function join(team: string, username: string, role = 'member'): Promise<Browserless> {
    const email = `${username}@example.com`;
    const invited = await ada.api('POST', `/api/v1/workspaces/${team}/invitations`, { email, role });
    expect(invited).toMatchObject({ status: 201, body: { email, role, delivery: 'mail', url: null } });
    const visitor = stranger();
    const path = new URL(addressIn(await mails.take(email), '/invite/')).pathname;
    expect((await visitor.get(path)).text).toContain('The team');
    expect(await visitor.post(path, { username, name: '', password: '' })).toMatchObject({ status: 303 });
    return visitor;
  }
  const idOf = async (visitor: Browserless) => String((await visitor.api('GET', '/api/v1/me')).body.id);

  it('begin with one administrator, whose address is proven', async () => {
    const me = await ada.api('GET', '/api/v1/me');
    expect(me).toMatchObject({
      status: 200,
      body: {
        username: 'ada',
        email: 'ada@example.com',
        email_verified: true,
        administrator: true,
        has_password: true,
      },
    });
    const { body } = await ada.api('GET', '/api/v1/workspaces');
    expect(body.data).toMatchObject([{ kind: 'personal', handle: 'ada', role: 'owner' }]);
  });

  it('cannot be made by the set-up address again', async () => {
    const form = { email: 'eve@example.com', username: 'eve', name: '', password: PASSWORD };
    expect((await stranger().post(setUpPath(server), form)).status).toBe(404);
    expect((await stranger().get(setUpPath(server))).status).toBe(404);
  });

  it('sign in by a link that works once, and not by being looked at', async () => {
    const address = await linkFor('ada@example.com');
    const { pathname, search } = new URL(address);
    await stranger().get(pathname + search); // a program that looks into mails
    const visitor = stranger();
    expect(await followLink(visitor, address)).toMatchObject({ status: 303 });
    expect(await isSignedIn(visitor)).toBe(true);
    const second = stranger();
    expect((await followLink(second, address)).status).toBe(410);
    expect(await isSignedIn(second)).toBe(false);
  });

  it('are mailed in the language of who asks, as text and as HTML, with no address of others', async () => {
    await stranger().post('/sign-in/mail', { email: 'ada@example.com' }, { 'accept-language': 'de' });
    const mail = await mails.take('ada@example.com');
    expect(mail.subject).toMatch(/^Anmelden bei /);
    expect(mail.from).toMatchObject({ address: 'proffer@example.com', name: 'Proffer' });
    expect(mail.html).toContain(addressIn(mail, '/sign-in/link').replaceAll('&', '&amp;'));
    expect(mail.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
  });

  it('are not told apart from nobody: no mail, and the same answer', async () => {
    const before = mails.received.length;
    const [known, unknown] = [stranger(), stranger()];
    const one = await known.post('/sign-in/mail', { email: 'ada@example.com' });
    const other = await unknown.post('/sign-in/mail', { email: 'nobody@example.com' });
    expect([other.status, other.text, other.headers.get('location')]).toEqual([
      one.status,
      one.text,
      one.headers.get('location'),
    ]);
    await mails.take('ada@example.com');
    expect(mails.received.length).toBe(before + 1);
    const wrong = await known.post('/sign-in/password', { name: 'ada@example.com', password: 'wrong password' });
    const nobody = await unknown.post('/sign-in/password', { name: 'oda@example.com', password: 'wrong password' });
    expect(nobody.status).toBe(401);
    expect(nobody.text.replaceAll('oda@', 'ada@')).toBe(wrong.text);
  });

  it('sign in by address or username and password', async () => {
    for (const name of ['ada@example.com', 'ADA@example.com', 'ada']) {
      const visitor = stranger();
      expect(await visitor.post('/sign-in/password', { name, password: PASSWORD, next: '/ada/page' })).toMatchObject({
        status: 303,
      });
      expect(await isSignedIn(visitor)).toBe(true);
    }
  });

  it.each(['//evil.example', 'https://evil.example', '/\\evil.example', 'javascript:alert(1)', '/a\tb'])(
    'are sent nowhere else after signing in: %j',
    async (next) => {
      const answer = await stranger().post('/sign-in/password', { name: 'ada', password: PASSWORD, next });
      expect(answer.headers.get('location')).toBe('/account');
    },
  );

  it('sign out everywhere, and every session has ended at once', async () => {
    const [one, other] = [stranger(), stranger()];
    for (const visitor of [one, other]) await visitor.post('/sign-in/password', { name: 'ada', password: PASSWORD });
    const stolen = one.copy();
    expect(await other.post('/account/sign-out-everywhere')).toMatchObject({ status: 303 });
    for (const visitor of [one, other, stolen, ada]) expect(await isSignedIn(visitor)).toBe(false);
    await ada.post('/sign-in/password', { name: 'ada', password: PASSWORD });
    expect(await isSignedIn(ada)).toBe(true);
  });

  it('end one session of many, and nobody else’s', async () => {
    const visitor = stranger();
    await visitor.post('/sign-in/password', { name: 'ada', password: PASSWORD });
    const { body } = await visitor.api('GET', '/api/v1/me/sessions');
    const current = body.data.find((session) => session.current === true);
    const bob = await join(await makeTeam(), `bob-${engine}`);
    expect((await bob.api('DELETE', `/api/v1/me/sessions/${current?.id}`)).status).toBe(404);
    expect(await isSignedIn(visitor)).toBe(true);
    expect((await ada.api('DELETE', `/api/v1/me/sessions/${current?.id}`)).status).toBe(200);
    expect(await isSignedIn(visitor)).toBe(false);
  });

  describe('with a session in a cookie', () => {
    it('have it HttpOnly, for this host alone, and not sent along from other sites', async () => {
      const answer = await stranger().post('/sign-in/password', { name: 'ada', password: PASSWORD });
      const [cookie] = answer.headers.getSetCookie();
      expect(cookie).toMatch(/^proffer-session=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
    });

    it('use the other APIs in their workspaces as their role allows', async () => {
      const team = await makeTeam();
      const viewer = await join(team, `vera-${engine}`, 'viewer');
      const at = { 'x-workspace-id': team };
      const link = { destination: 'https://example.com/' };
      const made = await ada.api('POST', '/v1/links', link, at);
      expect(made).toMatchObject({ status: 201 });
      expect(await ada.api('GET', `/v1/links/${made.body.id}`)).toMatchObject({ status: 404 }); // her personal one
      expect(await viewer.api('GET', `/v1/links/${made.body.id}`, undefined, at)).toMatchObject({ status: 200 });
      expect(await viewer.api('POST', '/v1/links', link, at)).toMatchObject({ status: 403 });
      expect(await viewer.api('GET', '/v1/keys', undefined, at)).toMatchObject({ status: 403 });
      const bea = await join(await makeTeam(), `bea-${engine}`);
      expect(await bea.api('GET', '/v1/links', undefined, at)).toMatchObject({ status: 404 });
    });
  });

  describe('in a team', () => {
    it('who are removed have lost its pages, links and members at once', async () => {
      const team = await makeTeam();
      const mia = await join(team, `mia-${engine}`);
      const personal = await mia.api('POST', '/v1/keys', { scopes: ['links:read', 'admin'] });
      const headers = { authorization: `Bearer ${personal.body.key}` };
      const byKey = async () => (await fetch(`${server.url}/api/v1/workspaces/${team}`, { headers })).status;
      expect([(await mia.api('GET', `/api/v1/workspaces/${team}`)).status, await byKey()]).toEqual([200, 200]);
      expect((await ada.api('DELETE', `/api/v1/workspaces/${team}/members/${await idOf(mia)}`)).status).toBe(200);
      expect([(await mia.api('GET', `/api/v1/workspaces/${team}`)).status, await byKey()]).toEqual([404, 404]);
      expect((await mia.api('GET', '/v1/links', undefined, { 'x-workspace-id': team })).status).toBe(404);
    });

    it('members may look, admins see to members, and only owners touch owners', async () => {
      const team = await makeTeam();
      const [max, amy] = [await join(team, `max-${engine}`), await join(team, `amy-${engine}`, 'admin')];
      const path = `/api/v1/workspaces/${team}`;
      const [adaId, maxId, amyId] = [await idOf(ada), await idOf(max), await idOf(amy)];
      expect((await max.api('GET', `${path}/members`)).body.data).toHaveLength(3);
      const form = { email: 'x@example.com', role: 'member' };
      expect((await max.post(`/account/workspaces/${team}/invite`, form)).status).toBe(403);
      expect((await max.api('GET', `${path}/invitations`)).status).toBe(403);
      expect((await max.api('POST', `${path}/invitations`, { email: 'x@example.com' })).status).toBe(403);
      expect((await max.api('PATCH', `${path}/members/${maxId}`, { role: 'admin' })).status).toBe(403);
      expect((await max.api('DELETE', `${path}/members/${amyId}`)).status).toBe(403);
      expect((await amy.api('PATCH', `${path}/members/${maxId}`, { role: 'viewer' })).status).toBe(200);
      expect((await amy.api('PATCH', `${path}/members/${amyId}`, { role: 'owner' })).status).toBe(403);
      expect((await amy.api('DELETE', `${path}/members/${adaId}`)).status).toBe(403);
      expect((await amy.api('POST', `${path}/hand-over`, { person_id: amyId })).status).toBe(403);
      const query = '/v1/audit?type=access.refused';
      const { body } = await ada.api('GET', query, undefined, { 'x-workspace-id': team });
      expect(body.data.map(({ subject_id, summary }) => [subject_id, summary])).toEqual([
        [amyId, 'Refused: PATCH /api/v1/workspaces/:id/members/:person_id needs the role of an owner.'],
        [maxId, 'Refused: POST /account/workspaces/:id/invite needs the role of an admin.'],
      ]);
    });

    it('the last owner can neither leave nor step down, but hand over', async () => {
      const team = await makeTeam();
      const odo = await join(team, `odo-${engine}`);
      const path = `/api/v1/workspaces/${team}`;
      const [adaId, odoId] = [await idOf(ada), await idOf(odo)];
      expect((await ada.api('DELETE', `${path}/members/${adaId}`)).status).toBe(409);
      expect((await ada.api('PATCH', `${path}/members/${adaId}`, { role: 'admin' })).status).toBe(409);
      const handed = await ada.api('POST', `${path}/hand-over`, { person_id: odoId });
      expect(handed).toMatchObject({ status: 200 });
      expect(handed.body.data).toMatchObject([
        { person_id: adaId, role: 'admin' },
        { person_id: odoId, role: 'owner' },
      ]);
      expect((await ada.api('DELETE', `${path}/members/${adaId}`)).status).toBe(200);
    });

    it('strangers find nothing there', async () => {
      const team = await makeTeam();
      const eve = await join(await makeTeam(), `eve-${engine}`);
      const path = `/api/v1/workspaces/${team}`;
      const calls: [string, string, unknown?][] = [
        ['GET', path],
        ['PATCH', path, { name: 'Mine' }],
        ['GET', `${path}/members`],
        ['PATCH', `${path}/members/${await idOf(eve)}`, { role: 'owner' }],
        ['DELETE', `${path}/members/${await idOf(ada)}`],
        ['GET', `${path}/invitations`],
        ['POST', `${path}/invitations`, { email: 'eve@example.com', role: 'owner' }],
        ['POST', `${path}/hand-over`, { person_id: await idOf(eve) }],
      ];
      const missing = await eve.api('GET', '/api/v1/workspaces/wsp_1111111111111111111111');
      for (const [method, url, body] of calls) {
        expect(await eve.api(method, url, body), `${method} ${url}`).toEqual(missing);
      }
      expect((await eve.get(`/account/workspaces/${team}`)).status).toBe(404);
    });
  });

  describe('who are invited', () => {
    it('come under the address of the invitation alone, once', async () => {
      const team = await makeTeam();
      const email = `ivy-${engine}@example.com`;
      await ada.api('POST', `/api/v1/workspaces/${team}/invitations`, { email });
      const path = new URL(addressIn(await mails.take(email), '/invite/')).pathname;
      const token = path.split('/').at(-1);
      expect((await ada.api('POST', '/api/v1/invitations/accept', { token })).status).toBe(403);
      const ivy = stranger();
      expect((await ivy.post(path, { username: 'ada', name: '', password: '' })).status).toBe(409);
      expect((await ivy.post(path, { username: 'admin', name: '', password: '' })).status).toBe(400);
      expect((await ivy.post(path, { username: `ivy-${engine}`, name: '', password: 'short' })).status).toBe(400);
      expect((await ivy.post(path, { username: `ivy-${engine}`, name: '', password: '' })).status).toBe(303);
      expect((await ivy.api('GET', '/api/v1/me')).body).toMatchObject({
        email,
        email_verified: true,
        administrator: false,
      });
      expect((await stranger().get(path)).status).toBe(404);
    });

    it('and are here already sign in first', async () => {
      const uma = await join(await makeTeam(), `uma-${engine}`);
      const team = await makeTeam();
      const email = `uma-${engine}@example.com`;
      await ada.api('POST', `/api/v1/workspaces/${team}/invitations`, { email, role: 'admin' });
      const path = new URL(addressIn(await mails.take(email), '/invite/')).pathname;
      const before = stranger();
      expect((await before.get(path)).text).toContain(`/sign-in?next=${encodeURIComponent(path)}`);
      expect((await before.post(path, { username: 'other', name: '', password: '' })).status).not.toBe(303);
      expect((await uma.post(path)).status).toBe(303);
      const { body } = await uma.api('GET', '/api/v1/workspaces');
      expect(body.data).toContainEqual(expect.objectContaining({ id: team, role: 'admin' }));
      const again = await ada.api('POST', `/api/v1/workspaces/${team}/invitations`, { email });
      expect(again).toMatchObject({ status: 409 });
    });

    it('may as well sign in by a link, and join then', async () => {
      const team = await makeTeam();
      const email = `kim.o-hara+x-${engine}@example.com`;
      await ada.api('POST', `/api/v1/workspaces/${team}/invitations`, { email });
      const token = new URL(addressIn(await mails.take(email), '/invite/')).pathname.split('/').at(-1);
      const kim = stranger();
      expect(await followLink(kim, await linkFor(email, kim))).toMatchObject({ status: 303 });
      expect((await kim.api('GET', '/api/v1/me')).body).toMatchObject({
        email,
        email_verified: true,
        has_password: false,
      });
      expect((await kim.api('POST', '/api/v1/invitations/accept', { token })).status).toBe(200);
      const { body } = await kim.api('GET', '/api/v1/workspaces');
      expect(body.data.map(({ kind, role }) => [kind, role])).toEqual([
        ['personal', 'owner'],
        ['team', 'member'],
      ]);
      const password = await kim.api('PUT', '/api/v1/me/password', { password: 'a password of her own' });
      expect(password).toMatchObject({ status: 200, body: { has_password: true } });
      const again = stranger();
      await again.post('/sign-in/password', { name: email, password: 'a password of her own' });
      expect(await isSignedIn(again)).toBe(true);
    });

    it('and are taken back find an address that opens nothing', async () => {
      const team = await makeTeam();
      const email = `tom-${engine}@example.com`;
      const { body } = await ada.api('POST', `/api/v1/workspaces/${team}/invitations`, { email });
      const path = new URL(addressIn(await mails.take(email), '/invite/')).pathname;
      expect((await ada.api('DELETE', `/api/v1/workspaces/${team}/invitations/${body.id}`)).status).toBe(200);
      expect((await stranger().get(path)).status).toBe(404);
    });

    it.each([
      [{}, 'email'],
      [{ email: 'no address' }, 'email'],
      [{ email: 'a@example.com', role: 'king' }, 'role'],
      [{ email: 'a@example.com', administrator: true }, 'administrator'],
    ])('are refused as %j', async (body, named) => {
      const answer = await ada.api('POST', `/api/v1/workspaces/${await makeTeam()}/invitations`, body);
      expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid_request' } } });
      expect(JSON.stringify(answer.body)).toContain(named);
    });
  });

  it('may not name themselves like the server, or like others', async () => {
    for (const [username, status] of [
      ['setup', 400],
      ['A!', 400],
      [`vera-${engine}`, 409],
    ] as const) {
      expect((await ada.api('PATCH', '/api/v1/me', { username })).status, username).toBe(status);
    }
  });

  it('are let in nowhere by what stands in the database', async () => {
    const tables = ['sessions', 'verifications', 'invitations', 'accounts', 'mails', 'instance'] as const;
    const address = await linkFor('ada@example.com');
    const token = new URL(address).searchParams.get('token') ?? '';
    const { stdout } = await operate(['keys', 'list'], server.env);
    expect(stdout).not.toContain(token);
    if (database === undefined) return;
    for (const table of tables) {
      const rows = await database.db.selectFrom(table).selectAll().execute();
      expect(JSON.stringify(rows), table).not.toContain(token);
      expect(JSON.stringify(rows), table).not.toContain(PASSWORD);
    }
  });

  it('leave no address, token or password in the log', () => {
    expect(server.logs()).not.toMatch(/@example\.com|correct horse|\/sign-in\/link\?/);
  });
});
