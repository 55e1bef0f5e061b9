import { expect, test } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { operate } from '../harness/operate.ts';
import { refusal } from './expected.ts';
import { useServer } from './use-server.ts';

type Entry = { readonly number: number; readonly type: string; readonly summary: string; readonly hash: string };
type Page = { readonly data: Entry[]; readonly pagination: { next_cursor: string; has_more: boolean } };

describeEachEngine('the audit', (engine) => {
  const contract = useServer(engine);
  const { ask } = contract;
  const read = async (query = '') => (await ask('GET', `/v1/audit${query}`)).body as Page;
  const createLink = async (slug?: string) => {
    const { body } = await ask('POST', '/v1/links', { body: { destination: 'https://example.com/', slug } });
    return (body as { id: string }).id;
  };
  const command = (...args: string[]) => operate(['audit', ...args], contract.server.env);

  test('tells who changed what, from where, and in which words', async () => {
    const id = await createLink('audited');
    const made = await ask('POST', '/v1/keys', { body: { name: 'CI', scopes: ['links:read'] } });
    const { id: keyId, key } = made.body as { id: string; key: string };
    await ask('POST', `/v1/keys/${keyId}/rotate`);
    await ask('DELETE', `/v1/keys/${keyId}`);
    await ask('DELETE', `/v1/links/${id}`);
    const { data } = await read();
    expect(data.slice(0, 5).map(({ type }) => type)).toEqual([
      ...['link.deleted', 'key.revoked', 'key.rotated', 'key.created', 'link.created'],
    ]);
    expect(data[4]).toEqual({
      number: expect.any(Number),
      at: expect.any(String),
      type: 'link.created',
      subject_id: id,
      summary: 'Link created: /audited to https://example.com/.',
      actor: { kind: 'key', id: contract.keys.ours.id, address: '127.0.0.0' },
      event_id: expect.stringMatching(/^evt_/),
      livemode: true,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(data[3]?.summary).toBe('Key created: live key "CI", links:read, without an end.');
    expect(JSON.stringify(data)).not.toContain(key);
    const first = (await read('?type=key.created&limit=100')).data.at(-1);
    expect(first).toMatchObject({ actor: { kind: 'operator', id: null, address: null } });
  });

  test('has pages and filters', async () => {
    const id = await createLink();
    await ask('PATCH', `/v1/links/${id}`, { body: { status: 'disabled' } });
    const first = await read(`?subject_id=${id}&limit=1`);
    expect(first.data).toMatchObject([{ type: 'link.updated' }]);
    const second = await read(`?subject_id=${id}&limit=1&cursor=${first.pagination.next_cursor}`);
    expect(second).toMatchObject({
      data: [{ type: 'link.created' }],
      pagination: { has_more: false, next_cursor: null },
    });
    expect((await read('?from=2100-01-01T00:00:00Z')).data).toEqual([]);
    expect((await read('?actor_id=nobody')).data).toEqual([]);
    expect(await ask('GET', '/v1/audit?from=yesterday')).toEqual(refusal('invalid', '"from"'));
    expect(await ask('GET', '/v1/audit?format=pdf')).toEqual(refusal('invalid', '"format"'));
  });

  test('is for administrators of the workspace', async () => {
    const id = await createLink();
    expect(await ask('GET', '/v1/audit', { key: contract.keys.readOnly.token })).toEqual(refusal('forbidden', 'admin'));
    expect(await ask('GET', '/v1/audit', { key: null })).toEqual(refusal('unauthorized'));
    for (const key of [contract.keys.theirs.token, contract.keys.test.token]) {
      expect(JSON.stringify((await ask('GET', '/v1/audit?limit=100', { key })).body)).not.toContain(id);
    }
  });

  test('names a key that was refused for lack of a scope, once', async () => {
    const { id, token: key } = contract.keys.readOnly;
    const body = { destination: 'https://example.com/' };
    for (let n = 0; n < 3; n++) expect((await ask('POST', '/v1/links', { key, body })).status).toBe(403);
    const { data } = await read(`?type=access.refused&actor_id=${id}`);
    expect(data.map(({ summary }) => summary).filter((words) => words.includes('links:write'))).toEqual([
      'Refused: POST /v1/links needs the scope "links:write".',
    ]);
  });

  test('is exported without a formula that a spreadsheet would run', async () => {
    const { body } = await ask('POST', '/v1/keys', {
      body: { name: '=HYPERLINK("https://evil.example")', scopes: ['links:read'] },
    });
    expect(body).toMatchObject({ id: expect.any(String) });
    const { headers, body: csv } = await ask('GET', '/v1/audit?format=csv');
    expect(headers.get('content-disposition')).toBe('attachment; filename="audit.csv"');
    for (const cell of String(csv).split(/[,\n]/)) expect(cell).not.toMatch(/^"?[=+@-]/);
    const { body: lines } = await ask('GET', '/v1/audit?format=jsonl&type=key.created');
    const entries = String(lines)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(entries[0].summary).toContain('=HYPERLINK');
    const { stdout } = await command('export', '--workspace', 'ours', '--format', 'csv');
    expect(stdout).toContain('link.created');
  });

  test('is found whole, and an entry that is missing or was edited is named', async () => {
    await createLink();
    const whole = await command('verify');
    expect(whole).toMatchObject({ exitCode: 0, stderr: '' });
    const { workspaceId } = contract.keys.ours;
    const ours = whole.stdout.split('\n').find((line) => line.startsWith(workspaceId)) ?? '';
    expect(ours).toMatch(/^wsp_\w+:\d+:[0-9a-f]{64} is whole$/);
    const noted = ours.replace(' is whole', '');
    await createLink();
    expect((await command('verify', '--expect', noted)).exitCode).toBe(0);

    const { db } = contract.database;
    const entry = await db
      .selectFrom('audit_entries')
      .selectAll()
      .where('workspace_id', '=', workspaceId)
      .where('number', '=', 2)
      .executeTakeFirstOrThrow();
    const edit = (change: Partial<typeof entry>) =>
      db
        .updateTable('audit_entries')
        .set(change)
        .where('workspace_id', '=', workspaceId)
        .where('number', '=', 2)
        .execute();
    await edit({ actor_id: 'key_somebody_else' });
    expect((await command('verify')).stdout).toContain(`${workspaceId}: entry 2 was changed`);
    await edit({ actor_id: entry.actor_id, summary: Buffer.from('nothing happened') });
    expect((await command('verify')).stdout).toContain('the words of entry 2 were changed');
    await db.deleteFrom('audit_entries').where('workspace_id', '=', workspaceId).where('number', '=', 2).execute();
    const missing = await command('verify', '--json');
    expect(missing.exitCode).toBe(1);
    expect(JSON.parse(missing.stdout).data).toContainEqual(
      expect.objectContaining({ workspaceId, problem: 'entry 2 is missing' }),
    );
    await db.insertInto('audit_entries').values(entry).execute();
    expect((await command('verify')).exitCode).toBe(0);
  }, 60_000);
});
