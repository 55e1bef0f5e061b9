import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { tablesHolding } from '../harness/tables-holding.ts';
import { refusal } from './expected.ts';
import { readArchive } from './read-archive.ts';
import { type Key, useServer } from './use-server.ts';

/** What holds the ids of an erased workspace on purpose: see the receipt. */
const KEPT_TABLES = ['erasures', 'visit_subjects'];

describeEachEngine('what is kept of a workspace', (engine) => {
  const contract = useServer(engine, { PROFFER_EGRESS_ALLOW: '127.0.0.0/8' });
  const { ask } = contract;
  let linkId: string;
  let shareId: string;
  let pageId: string;
  let webhookId: string;
  let deliveryId: string;

  const exportOf = async (key: Key) => {
    const response = await fetch(`${contract.server.url}/v1/privacy/export`, {
      headers: { authorization: `Bearer ${key.token}` },
    });
    expect(response.headers.get('content-type')).toBe('application/gzip');
    return readArchive(new Uint8Array(await response.arrayBuffer()));
  };

  beforeAll(async () => {
    // Nobody listens there: the test of it fails, and is in the log.
    const webhook = { url: 'http://127.0.0.1:9/taken-along', events: ['page.viewed'] };
    const hook = await ask('POST', '/v1/webhooks', { body: webhook });
    webhookId = (hook.body as { id: string }).id;
    const tested = await ask('POST', `/v1/webhooks/${webhookId}/test`);
    deliveryId = (tested.body as { id: string }).id;
    const made = await ask('POST', '/v1/links', {
      body: { destination: 'https://example.com/a', slug: 'taken-along' },
    });
    linkId = (made.body as { id: string }).id;
    await ask('POST', '/v1/links', { body: { destination: 'https://example.com/t' }, key: contract.keys.test.token });
    await ask('POST', '/v1/links', { body: { destination: 'https://example.org/' }, key: contract.keys.theirs.token });
    const content = { type: 'text', body: 'shared words' };
    const share = await ask('POST', '/api/v1/share', { body: { content } });
    shareId = (share.body as { data: { id: string } }).data.id;
    await ask('GET', `/api/v1/share/${shareId}`, { key: null });
    const html = { body: '<h1>A page</h1>', headers: { 'content-type': 'text/html' } };
    const page = await ask('POST', '/api/v1/pages', html);
    pageId = (page.body as { data: { id: string } }).data.id;
    await ask('POST', `/api/v1/pages/${pageId}/comments`, { body: { body: 'A remark' } });
    await ask('POST', `/api/v1/pages/${pageId}/share`, { body: { email: 'reader@example.com' } });
    await ask('GET', '/taken-along', { key: null, headers: { 'user-agent': 'Mozilla/5.0 exported' } });
  });

  it('can be taken along, of both modes, and holds nothing of another', async () => {
    const files = await exportOf(contract.keys.ours);
    const links = (files.get('links/links-0001.jsonl') ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(links.map(({ destination }) => destination).sort()).toEqual([
      'https://example.com/a',
      'https://example.com/t',
    ]);
    expect(files.get('links/clicks-0001.jsonl')).toContain('Mozilla/5.0 exported');
    expect(JSON.parse(files.get('shares/shares-0001.jsonl') ?? '')).toMatchObject({
      id: shareId,
      viewCount: 1,
    });
    expect(files.get(`shares/contents/${shareId}.txt`)).toBe('shared words');
    expect(files.get('shares/views-0001.jsonl')).toContain(shareId);
    expect(JSON.parse(files.get('pages/pages-0001.jsonl') ?? '')).toMatchObject({
      id: pageId,
      title: 'A page',
      versions: [{ version: 1 }],
    });
    expect(files.get(`pages/content/${pageId}/1.html`)).toBe('<h1>A page</h1>');
    expect(files.get('pages/comments-0001.jsonl')).toContain('A remark');
    expect(files.get('pages/grants-0001.jsonl')).toContain('reader@example.com');
    expect(files.get('webhooks/webhooks-0001.jsonl')).toContain(webhookId);
    expect(JSON.parse(files.get('webhooks/deliveries-0001.jsonl') ?? '')).toMatchObject({
      id: deliveryId,
      attempts: 1,
    });
    expect(JSON.parse(files.get('webhooks/attempts-0001.jsonl') ?? '')).toMatchObject({
      ...{ delivery_id: deliveryId, number: 1, error: 'no answer' },
    });
    expect(files.get('events/events-0001.jsonl')).toContain('link.created');
    expect(files.get('events/audit-0001.jsonl')).toContain(contract.keys.ours.id);
    expect(JSON.parse(files.get('account/workspace.json') ?? '')).toMatchObject({ handle: 'ours' });
    expect(files.get('account/keys-0001.jsonl')).not.toContain(contract.keys.ours.token);
    expect([...files.values()].join('\n')).not.toContain('example.org');
  });

  it.each([
    ['GET', '/v1/privacy/export'],
    ['POST', '/v1/privacy/erasures'],
  ])('%s %s is for live keys with the scope admin', async (method, path) => {
    const body = method === 'POST' ? { confirm: 'ours' } : undefined;
    expect(await ask(method, path, { key: null, body })).toMatchObject({ status: 401 });
    expect(await ask(method, path, { key: contract.keys.readOnly.token, body })).toMatchObject(refusal('forbidden'));
    expect(await ask(method, path, { key: contract.keys.test.token, body })).toMatchObject(refusal('forbidden'));
  });

  it.each(['theirs', 'nobody', '', 'OURS'])('is not erased when "%s" is confirmed', async (confirm) => {
    const answer = await ask('POST', '/v1/privacy/erasures', { body: { confirm } });
    expect(answer).toMatchObject(refusal('invalid', '"confirm"'));
    expect(await ask('GET', `/v1/links/${linkId}`)).toMatchObject({ status: 200 });
  });

  it('has no receipt that could be guessed', async () => {
    const answer = await ask('GET', `/v1/privacy/erasures/ers_${'1'.repeat(32)}`, { key: null });
    expect(answer).toMatchObject(refusal('notFound'));
  });

  it('is erased everywhere, for good, and only that of the workspace', async () => {
    const { workspaceId } = contract.keys.ours;
    const requested = await ask('POST', '/v1/privacy/erasures', { body: { confirm: 'ours' } });
    expect(requested).toMatchObject({ status: 202, body: { finished_at: null } });
    const { id } = requested.body as { id: string };
    expect(await ask('GET', '/v1/links')).toMatchObject({ status: 401 });

    const receipt = async () => (await ask('GET', `/v1/privacy/erasures/${id}`, { key: null })).body;
    await expect.poll(receipt, { interval: 200 }).toMatchObject({ status: 'erased' });
    expect(await receipt()).toMatchObject({
      erased: {
        links: { links: 2 },
        shares: { shares: 1 },
        pages: { pages: 1 },
        events: { events: 6 },
        webhooks: { webhooks: 1, deliveries: 1, attempts: 1 },
        account: { workspaces: 1, keys: 3 },
      },
      left_over: {
        links: { links: 0 },
        shares: { shares: 0 },
        pages: { pages: 0 },
        events: { events: 0, audit_entries: 0 },
        webhooks: { webhooks: 0, deliveries: 0, attempts: 0 },
        account: { workspaces: 0, keys: 0 },
      },
    });
    expect(await ask('GET', '/taken-along', { key: null })).toMatchObject({ status: 404 });
    const holding = await tablesHolding(contract.database.db, [
      workspaceId,
      linkId,
      pageId,
      webhookId,
      deliveryId,
      'taken-along',
      'Mozilla/5.0 exported',
    ]);
    const blobs = await readdir(join(contract.server.dataDir, 'blobs'), { recursive: true, withFileTypes: true });
    expect(blobs.filter((entry) => entry.isFile())).toEqual([]);
    // Nodes forget changes after an hour, and they name slugs.
    expect(holding.filter((table) => ![...KEPT_TABLES, 'changes'].includes(table))).toEqual([]);
    expect(await ask('GET', '/v1/links', { key: contract.keys.theirs.token })).toMatchObject({
      status: 200,
      body: { pagination: { total: 1 } },
    });
  });
});
