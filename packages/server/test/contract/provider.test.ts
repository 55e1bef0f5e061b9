import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../harness/free-port.ts';
import { type ServerProcess, startServer } from '../harness/server-process.ts';
import { type Browserless, createBrowserless, setUp } from '../people/browserless.ts';
import { CLIENT, type IdentityProvider, startIdentityProvider } from '../people/identity-provider.ts';

describe('sign-in by an OpenID Connect provider', () => {
  let server: ServerProcess;
  let provider: IdentityProvider;
  let providerPort: number;
  let ada: Browserless;
  let url: string;

  beforeAll(async () => {
    providerPort = await freePort();
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = await startServer({
      port,
      env: {
        PROFFER_PUBLIC_URL: url,
        PROFFER_OIDC_ISSUER: `http://127.0.0.1:${providerPort}`,
        PROFFER_OIDC_CLIENT_ID: CLIENT.id,
        PROFFER_OIDC_CLIENT_SECRET: CLIENT.secret,
        PROFFER_OIDC_NAME: 'Example ID',
        PROFFER_LIMITS: '{"people.sign-in":["1000000/s"]}',
      },
    });
    ada = await setUp(server);
  });
  afterAll(async () => {
    await server.stop();
    await provider?.close();
  });

  const isSignedIn = async (visitor: Browserless) => (await visitor.api('GET', '/api/v1/me')).status === 200;

  /** Goes to the provider and back, as a browser does; returns where that ended. */
  async function goThrough(visitor: Browserless, next = '/account'): Promise<string> {
    const start = await visitor.get(`/sign-in/with-provider?next=${encodeURIComponent(next)}`);
    const there = await fetch(start.headers.get('location') ?? '', { redirect: 'manual' });
    const back = new URL(there.headers.get('location') ?? '');
    const end = await visitor.get(back.pathname + back.search);
    return end.headers.get('location') ?? '';
  }

  it('waits for a provider that is away: the server starts, and says so to who comes', async () => {
    const visitor = createBrowserless(url);
    expect((await visitor.get('/sign-in')).text).toContain('Continue with Example ID');
    const answer = await visitor.get('/sign-in/with-provider?next=/account');
    expect(answer.headers.get('location')).toBe('/sign-in?error=provider&next=%2Faccount');
    expect((await visitor.get('/sign-in?error=provider')).text).toContain('cannot be reached');
    provider = await startIdentityProvider(providerPort, () => `${url}/sign-in/callback/oidc`);
  });

  it('lets in who is known here by the address that the provider vouches for', async () => {
    provider.become({ sub: '1', email: 'ada@example.com', email_verified: true, name: 'Ada L.' });
    const visitor = createBrowserless(url);
    expect(await goThrough(visitor, '/ada/page')).toMatch(/\/ada\/page$/);
    expect((await visitor.api('GET', '/api/v1/me')).body).toMatchObject({ username: 'ada', email: 'ada@example.com' });
  });

  it('lets in nobody by an address that the provider does not vouch for', async () => {
    provider.become({ sub: '2', email: 'ada@example.com', email_verified: false });
    const visitor = createBrowserless(url);
    expect(await goThrough(visitor)).toContain('/sign-in?error=');
    expect(await isSignedIn(visitor)).toBe(false);
  });

  it('makes nobody a person who is not expected, and those who are', async () => {
    provider.become({ sub: '3', email: 'bob@example.com', email_verified: true, name: 'Bob' });
    const visitor = createBrowserless(url);
    const refusal = await goThrough(visitor);
    expect((await visitor.get(refusal)).text).toContain('Nobody is expected here');
    expect(await isSignedIn(visitor)).toBe(false);
    const team = await ada.api('POST', '/api/v1/workspaces', { handle: 'team' });
    await ada.api('POST', `/api/v1/workspaces/${team.body.id}/invitations`, { email: 'bob@example.com' });
    await goThrough(visitor);
    expect((await visitor.api('GET', '/api/v1/me')).body).toMatchObject({
      username: 'bob',
      name: 'Bob',
      email: 'bob@example.com',
      email_verified: true,
    });
    expect((await visitor.api('GET', '/api/v1/workspaces')).body.data).toMatchObject([
      { handle: 'bob', role: 'owner' },
    ]);
  });

  it('takes an answer that it did not ask for from nobody', async () => {
    provider.become({ sub: '1', email: 'ada@example.com', email_verified: true });
    const attacker = createBrowserless(url);
    const start = await attacker.get('/sign-in/with-provider?next=/account');
    const there = await fetch(start.headers.get('location') ?? '', { redirect: 'manual' });
    const back = new URL(there.headers.get('location') ?? '');
    const victim = createBrowserless(url);
    await victim.get(back.pathname + back.search);
    expect(await isSignedIn(victim)).toBe(false);
  });
});
