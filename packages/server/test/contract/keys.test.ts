import { request } from 'node:http';
import { json } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { operate } from '../harness/operate.ts';
import { NO_LINK, refusal } from './expected.ts';
import { useServer } from './use-server.ts';

/** One character of the key is another: its check sum is wrong. */
const misspelt = (key: string) => `${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`;

describeEachEngine('a key of the links API', (engine) => {
  const contract = useServer(engine);
  const { ask } = contract;
  const list = (headers: Readonly<Record<string, string>>, path = '/v1/links') =>
    ask('GET', path, { key: null, headers });

  it('opens it as a Bearer token, in any spelling of that word', async () => {
    const { token } = contract.keys.ours;
    for (const authorization of [`Bearer ${token}`, `bearer ${token}`, `BEARER   ${token}`]) {
      expect(await list({ authorization })).toMatchObject({ status: 200 });
    }
  });

  it.each<[string, (token: string) => string]>([
    ['nothing', () => ''],
    ['the word alone', () => 'Bearer'],
    ['no word', (token) => token],
    ['another scheme', (token) => `Basic ${btoa(`${token}:`)}`],
    ['garbage', () => 'Bearer garbage'],
    ['a key with a wrong check sum', (token) => `Bearer ${misspelt(token)}`],
    ['a key cut short', (token) => `Bearer ${token.slice(0, -1)}`],
    ['a key in other letters', (token) => `Bearer ${token.toUpperCase()}`],
    ['a key of another kind', (token) => `Bearer ${token.replace('sk_live_', 'sk_test_')}`],
    ['two keys', (token) => `Bearer ${token}, Bearer ${token}`],
    ['more than a key', (token) => `Bearer ${token} ${token}`],
  ])('is refused as %s', async (_what, authorization) => {
    const answer = await list({ authorization: authorization(contract.keys.ours.token) });
    expect(answer).toEqual(refusal('unauthorized'));
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer /);
  });

  it('is refused when the header is sent twice', async () => {
    const { token } = contract.keys.ours;
    const { port } = contract.server;
    const headers = ['Host', 'x', 'Authorization', `Bearer ${token}`, 'Authorization', `Bearer ${token}`];
    const answer = await new Promise((resolve, reject) => {
      const sent = request({ port, host: '127.0.0.1', path: '/v1/links', headers }, async (response) => {
        resolve({ status: response.statusCode, headers: new Headers(), body: await json(response) });
      });
      sent.on('error', reject).end();
    });
    expect(answer).toEqual(refusal('unauthorized', 'sent once'));
  });

  it.each(['api_key', 'key', 'access_token', 'anything'])('is refused in the query, as %s', async (name) => {
    const { token } = contract.keys.ours;
    const inQuery = refusal('unauthorized', 'must not be part of an address');
    expect(await list({}, `/v1/links?${name}=${token}`)).toEqual(inQuery);
    expect(await ask('GET', `/v1/links?${name}=${token}`)).toEqual(inQuery);
  });

  it('is refused in a cookie', async () => {
    const { token } = contract.keys.ours;
    expect(await list({ cookie: `key=${token}` })).toEqual(refusal('unauthorized', 'cookie'));
  });

  it('is refused from within five seconds of being revoked', async () => {
    const { stdout } = await operate(
      ['keys', 'create', '--kind', 'live', '--workspace', 'ours', '--json'],
      contract.server.env,
    );
    const { key, id } = JSON.parse(stdout);
    expect(await ask('GET', '/v1/links', { key })).toMatchObject({ status: 200 });
    await operate(['keys', 'revoke', id], contract.server.env);
    const { db } = contract.database;
    const row = await db.selectFrom('api_keys').select('revoked_at').where('id', '=', id).executeTakeFirstOrThrow();
    // By the clock of the server: how long an answer is under way says nothing of the key.
    let lastTakenMs = 0;
    const statusNow = async () => {
      const { status, headers } = await ask('GET', `/v1/links/${NO_LINK}`, { key });
      if (status !== 401) lastTakenMs = Date.parse(headers.get('date') ?? '');
      return status;
    };
    await expect.poll(statusNow).toBe(401);
    expect(lastTakenMs - (row.revoked_at ?? Number.NaN)).toBeLessThan(5_000);
  });

  it.each(['live', 'test', 'personal', 'workspace'])('of the kind %s opens it, in its mode', async (kind) => {
    const { stdout } = await operate(['keys', 'create', '--kind', kind, '--json'], contract.server.env);
    const { key } = JSON.parse(stdout);
    const made = await ask('POST', '/v1/links', { key, body: { destination: 'https://example.com/' } });
    expect(made).toMatchObject({ status: 201, body: { livemode: kind !== 'test' } });
    const { id } = made.body as { id: string };
    expect(await ask('GET', `/v1/links/${id}`, { key })).toMatchObject({ status: 200 });
  });
});
