import { describe, expect, it } from 'vitest';
import { operate } from '../harness/operate.ts';
import { startServer } from '../harness/server-process.ts';
import { createBrowserless, PASSWORD, setUp, setUpPath } from '../people/browserless.ts';
import { followLink } from '../people/follow-link.ts';
import { useAdministrator } from '../people/use-administrator.ts';

// They start several servers and commands.
describe('a server without mail', { timeout: 60_000 }, () => {
  const used = useAdministrator();

  it('says so, and gives administrators the address to hand over', async () => {
    const page = await createBrowserless(used.server.url).get('/sign-in');
    expect(page.text).toContain('sends no mail');
    expect(page.text).not.toContain('action="/sign-in/mail"');
    const team = await used.ada.api('POST', '/api/v1/workspaces', { handle: 'team' });
    const path = `/api/v1/workspaces/${team.body.id}/invitations`;
    const invited = await used.ada.api('POST', path, { email: 'bob@example.com', role: 'owner' });
    expect(invited).toMatchObject({ status: 201, body: { delivery: 'hand_over' } });
    const bob = createBrowserless(used.server.url);
    const address = new URL(String(invited.body.url)).pathname;
    expect((await bob.post(address, { username: 'bob', name: '', password: '' })).status).toBe(400);
    expect((await bob.post(address, { username: 'bob', name: '', password: PASSWORD })).status).toBe(303);
    // Bob is an owner, and no administrator: he could make himself anybody's address.
    expect(await bob.api('POST', path, { email: 'victim@example.com' })).toMatchObject({ status: 403 });
  });

  it('prints a new set-up address at each start while nobody is there, and none after', async () => {
    const first = await startServer();
    const one = setUpPath(first);
    await first.stop();
    const second = await startServer({ dataDir: first.dataDir, port: first.port });
    const other = setUpPath(second);
    expect(other).not.toBe(one);
    const visitor = createBrowserless(second.url);
    expect([(await visitor.get(one)).status, (await visitor.get(other)).status]).toEqual([404, 200]);
    await setUp(second);
    await second.stop();
    const third = await startServer({ dataDir: first.dataDir, port: first.port });
    expect(third.logs()).not.toContain('/setup/');
    await third.stop();
  });

  it('gives the first administrator what the operator makes: a personal workspace, teams, and a way back in', async () => {
    const fresh = await startServer();
    await operate(['keys', 'create', '--kind', 'personal', '--workspace', 'alice'], fresh.env);
    await operate(['keys', 'create', '--kind', 'workspace', '--workspace', 'acme'], fresh.env);
    const alice = await setUp(fresh, 'alice');
    await operate(['keys', 'create', '--kind', 'workspace', '--workspace', 'later'], fresh.env);
    const { body } = await alice.api('GET', '/api/v1/workspaces');
    expect(body.data.map(({ handle, role }) => [handle, role])).toEqual([
      ['alice', 'owner'],
      ['acme', 'owner'],
      ['later', 'owner'],
    ]);
    const { stdout } = await operate(['people', 'link', 'alice'], fresh.env);
    const lost = createBrowserless(fresh.url);
    expect((await followLink(lost, stdout.trim())).status).toBe(303);
    expect((await lost.api('GET', '/api/v1/me')).status).toBe(200);
    expect((await followLink(createBrowserless(fresh.url), stdout.trim())).status).toBe(410);
    expect(await operate(['people', 'link', 'nobody'], fresh.env)).toMatchObject({ exitCode: 1, stdout: '' });
    await fresh.stop();
  });

  it('slows down who guesses passwords, and lets sessions go on', async () => {
    const guarded = await startServer();
    const owner = await setUp(guarded);
    const guesser = createBrowserless(guarded.url);
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 7; attempt++) {
      const name = attempt % 2 === 0 ? 'ada' : 'Ada@example.com';
      statuses.push((await guesser.post('/sign-in/password', { name, password: `wrong ${attempt}` })).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect((await owner.api('GET', '/api/v1/me')).status).toBe(200);
    await guarded.stop();
  });
});
