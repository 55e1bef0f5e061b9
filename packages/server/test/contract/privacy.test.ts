import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { useServer } from './use-server.ts';

const ADDRESS = '198.51.100.77';
const ADDRESS_V6 = '2001:db8:77:88:99:aa:bb:cc';
const PLANTED = {
  'a destination': 'planted-destination',
  metadata: 'planted-metadata',
  tracking: 'planted-tracking',
  'an IPv4 address': ADDRESS,
  'an IPv6 address': ADDRESS_V6,
  'a query': 'planted-query',
  'an unknown path': 'planted-path',
  'a search': 'planted-search',
  'a content': 'planted-content',
  'a password': 'planted-password',
  'a prop': 'planted-prop',
};

describeEachEngine('what a server learns of people and tells nobody', (engine) => {
  const contract = useServer(engine, { PROFFER_LOG_LEVEL: 'debug' });
  const { ask } = contract;

  async function plantShares(headers: Record<string, string>): Promise<void> {
    const component = { component: 'HandDrawnEmphasis', props: { text: 'planted-prop' } };
    for (const content of [
      { type: 'text', body: 'planted-content' },
      { type: 'image', body: 'https://planted-destination.example/planted-content.png' },
      { type: 'interactive', body: component },
      { type: 'interactive', body: { ...component, unknown: 'planted-prop' } },
    ]) {
      const options = { password: 'planted-password', maxViews: 5 };
      const made = await ask('POST', '/api/v1/share', { body: { content, options }, headers });
      const { data } = made.body as { data?: { id: string } };
      const path = `/api/v1/share/${data?.id}`;
      const visitor = { key: null, headers: { ...headers, 'x-share-password': 'planted-password' } };
      await ask('GET', path, visitor);
      await ask('GET', path, { key: null, headers: { ...headers, 'x-share-password': 'planted-password-wrong' } });
      await ask('GET', `${path}?password=planted-password`, visitor);
      for (const password of ['planted-password', 'planted-password-wrong', ['planted-password']]) {
        await ask('POST', `${path}/unlock`, { key: null, body: { password }, headers });
      }
      await ask('PATCH', path, { body: { options: { password: 'planted-password-2' } }, headers });
      await ask('PATCH', path, { body: { content: 'planted-content' }, headers });
      await ask('GET', `${path}/analytics`, { headers });
    }
    await ask('GET', '/api/v1/shares?status=planted-query', { headers });
    await ask('GET', '/api/v1/share/planted-path', { key: null, headers });
  }

  // Every kind of call, those that fail as well, with something planted in each place that could be written down.
  beforeAll(async () => {
    const { ours } = contract.keys;
    const body = {
      destination: 'https://planted-destination.example/planted-destination',
      slug: 'planted',
      metadata: { note: 'planted-metadata' },
      tracking: { utm_source: 'planted-tracking' },
    };
    const headers = { 'x-forwarded-for': ADDRESS, 'user-agent': 'Mozilla/5.0 planted' };
    const { id } = (await ask('POST', '/v1/links', { body, headers })).body as { id: string };
    await ask('POST', '/v1/links', { body, headers });
    await ask('POST', '/v1/links', { body: `{"destination": "planted-destination", ${'['.repeat(100)}`, headers });
    await ask('PATCH', `/v1/links/${id}`, { body: { destination: 'http://planted-destination' }, headers });
    for (const address of [ADDRESS, ADDRESS_V6]) {
      await ask('GET', '/planted?q=planted-query', { key: null, headers: { 'x-forwarded-for': address } });
      await ask('GET', '/planted-path', { key: null, headers: { 'x-forwarded-for': address } });
      await ask('GET', '/planted-path/planted-path?planted-query', {
        key: null,
        headers: { 'x-forwarded-for': address },
      });
    }
    for (const path of ['', '/analytics', '/clicks', '/qr']) await ask('GET', `/v1/links/${id}${path}`, { headers });
    await ask('GET', '/v1/links?q=planted-search&planted-query=1', { headers });
    await ask('GET', '/v1/links?q=planted-search', { headers });
    await ask('GET', `/v1/links?api_key=${ours.token}`, { key: null, headers });
    await ask('GET', '/v1/links', { key: null, headers: { ...headers, cookie: `key=${ours.token}` } });
    await ask('GET', '/v1/links', { key: `${ours.token}x`, headers });
    await ask('GET', `/${ours.token}`, { key: null, headers });
    await plantShares(headers);
    await ask('DELETE', `/v1/links/${(await ask('POST', '/v1/links', { body: { ...body, slug: 'gone' } })).body}`, {
      headers,
    });
  });

  it('is not in the log, which has one line for each call', () => {
    const log = contract.server.logs();
    for (const [what, text] of Object.entries(PLANTED)) expect(log, what).not.toContain(text);
    expect(log).not.toContain(contract.keys.ours.token);
    expect(log).not.toContain(contract.keys.ours.token.slice(8, -6));
    expect(log).toContain('"route":"/v1/links/:id"');
  });

  it('is not in the metrics', async () => {
    const { body } = await ask('GET', '/metrics', { key: null });
    for (const [what, text] of Object.entries(PLANTED)) expect(body, what).not.toContain(text);
    expect(body).not.toContain(contract.keys.ours.token);
  });

  it('is in no file of the data directory', async () => {
    const { dataDir } = contract.server;
    const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const content = await readFile(file, 'latin1');
      for (const [what, text] of Object.entries(PLANTED))
        expect(content.includes(text), `${what} in ${file}`).toBe(false);
      expect(content.includes(contract.keys.ours.token)).toBe(false);
    }
  });

  it('is in no row of the database', async () => {
    const { db } = contract.database;
    const tables = [
      ...(['links', 'idempotency_keys', 'changes', 'api_keys', 'visit_chunks'] as const),
      ...(['shares', 'share_bodies', 'share_password_attempts', 'events', 'audit_entries'] as const),
    ];
    for (const table of tables) {
      const rows = await db.selectFrom(table).selectAll().execute();
      const content = rows.map((row) =>
        Object.values(row)
          .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
          .join(' '),
      );
      for (const [what, text] of Object.entries(PLANTED)) expect(content.join('\n').includes(text), what).toBe(false);
    }
  });

  it('is not in an answer about what went wrong', async () => {
    const { body } = await ask('POST', '/v1/links', { body: { destination: 'https://example.com/', slug: 'planted' } });
    expect(JSON.stringify(body)).not.toMatch(/sql|select|insert|constraint|unique|at \/|node_modules/i);
  });
});
