import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { startMailServer } from '../harness/mail-server.ts';
import { operate } from '../harness/operate.ts';
import { rawRequest } from '../pages/raw-request.ts';
import { HTML, type PageBody, pageRefusal, usePages } from './use-pages.ts';

const JSON_ONLY = { accept: 'application/json' };
const NOWHERE = pageRefusal(404, 'PAGE_NOT_FOUND', 'There is no page at this address, or you may not see it.');

describeEachEngine('showing pages', (engine) => {
  const contract = usePages(engine);
  const { ask, uploaded, createKey } = contract;
  const visit = (path: string, headers: Readonly<Record<string, string>> = {}, method = 'GET') =>
    ask(method, path, { key: null, headers });
  const proKey = async () => (await createKey('painters', { plan: 'pro' })).token;
  const read = async ({ id }: PageBody, key: string | null | undefined) =>
    (await ask('GET', `/api/v1/pages/${id}`, key === undefined ? {} : { key })).body as {
      data: Record<string, unknown>;
    };
  const operator = (...args: string[]) => operate(args, contract.server.env);

  it('shows what was uploaded, at its url, and the new version as soon as it was answered', async () => {
    const page = await uploaded();
    expect(await visit(page.url)).toMatchObject({ status: 200, body: HTML });
    const next = HTML.replace('Heading', 'Second');
    await ask('PUT', `/api/v1/pages/${page.id}/content`, { body: next, headers: { 'content-type': 'text/html' } });
    expect(await visit(page.url)).toMatchObject({ status: 200, body: next });
    await ask('DELETE', `/api/v1/pages/${page.id}`);
    expect(await visit(page.url, JSON_ONLY)).toEqual(NOWHERE);
  });

  it('stops showing a page to everybody as soon as it is private, and on another node within a second', async () => {
    const key = await proKey();
    const page = await uploaded({ key, query: '?visibility=public' });
    expect(await visit(page.url)).toMatchObject({ status: 200 });
    const node = engine === 'postgres' ? await contract.startNode() : undefined;
    // Servers that share a database share their bytes too, by S3; here they are copied.
    const bytesOf = ({ dataDir }: { dataDir: string }) => join(dataDir, 'blobs');
    if (node !== undefined) await cp(bytesOf(contract.server), bytesOf(node), { recursive: true });
    if (node !== undefined) expect((await fetch(`${node.url}${page.url}`)).status).toBe(200);
    await ask('PATCH', `/api/v1/pages/${page.id}`, { key, body: { visibility: 'private' } });
    expect(await visit(page.url, JSON_ONLY)).toEqual(NOWHERE);
    if (node === undefined) return;
    const statusThere = async () => (await fetch(`${node.url}${page.url}`)).status;
    await expect.poll(statusThere).toBe(404);
    await node.stop();
  });

  it('does not show private pages to keys: they are for the API', async () => {
    const key = await proKey();
    const page = await uploaded({ key, query: '?visibility=private' });
    expect(await ask('GET', page.url, { key, headers: JSON_ONLY })).toEqual(NOWHERE);
  });

  it('counts views', async () => {
    const page = await uploaded();
    await visit(page.url);
    await visit(page.url, {}, 'HEAD');
    await visit(page.url);
    const answer = await ask('GET', `/api/v1/pages/${page.id}/analytics`);
    expect(answer).toMatchObject({ status: 200 });
    expect(JSON.stringify(answer.body)).toMatch(/"(?:views|clicks|total)":\{?"?\w*"?:?2/);
  });

  it('is guarded on every answer of the path of a page', async () => {
    const { url } = await uploaded();
    const { server } = contract;
    const asked = [
      [url, {}, 'GET', 200],
      [url, { 'if-none-match': '*' }, 'GET', 304],
      [url, { range: 'bytes=0-3' }, 'GET', 206],
      [url, { range: 'bytes=99999-' }, 'GET', 416],
      [url, {}, 'HEAD', 200],
      ['/nobody/nothing1234', {}, 'GET', 404],
      ['/nobody/nothing1234', JSON_ONLY, 'GET', 404],
      ['/nobody/nothing1234', {}, 'HEAD', 404],
      [url, { 'service-worker': 'script' }, 'GET', 404],
      [url, {}, 'POST', 404],
      [url, {}, 'OPTIONS', 404],
    ] as const;
    for (const [path, headers, method, status] of asked) {
      const answer = await rawRequest(server.url, path, headers, method);
      expect([method, path, answer.status]).toEqual([method, path, status]);
      expect(answer.headers).toMatchObject({
        'content-security-policy': expect.stringMatching(/^sandbox; default-src 'none'/),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'permissions-policy': expect.stringContaining('camera=()'),
        'x-request-id': expect.stringMatching(/^req_/),
      });
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  it('answers no request for the script of a service worker, wherever it is asked', async () => {
    const { slug } = (await ask('POST', '/v1/links', { body: { destination: 'https://example.com/' } })).body as {
      slug: string;
    };
    for (const path of [
      '/',
      '/health/live',
      `/${slug}`,
      '/api/v1/pages',
      '/sign-in',
      '/favicon.svg',
      '/openapi.json',
    ]) {
      const answer = await visit(path, { 'service-worker': 'script' });
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });

  it('takes down what the operator says, by command, and puts it back', async () => {
    const page = await uploaded();
    expect(await visit(page.url)).toMatchObject({ status: 200 });
    const down = await operator('pages', 'take-down', `${contract.server.url}${page.url}`, '--reason', 'phishing');
    expect(down).toMatchObject({ exitCode: 0, stdout: expect.stringContaining(`${page.id} is down.`) });
    const status = async () => (await visit(page.url)).status;
    await expect.poll(status).toBe(404);
    expect((await read(page, undefined)).data).toMatchObject({ taken_down_at: expect.any(String) });
    expect(await ask('DELETE', `/api/v1/pages/${page.id}`)).toEqual(pageRefusal(403, 'FORBIDDEN', 'cannot be deleted'));

    expect(await operator('pages', 'take-down', page.id, '--reason', 'again')).toMatchObject({
      exitCode: 1,
      stderr: 'This page is down already.\n',
    });
    expect(await operator('pages', 'restore', page.id)).toMatchObject({ exitCode: 0 });
    await expect.poll(status).toBe(200);
    expect((await read(page, undefined)).data).not.toHaveProperty('taken_down_at');
    expect(await operator('pages', 'take-down', page.id)).toMatchObject({ exitCode: 2 });
    expect(await operator('pages', 'take-down', '/nobody/nothing', '--reason', 'x')).toMatchObject({ exitCode: 1 });
  });
});

const mails = await startMailServer();
afterAll(() => mails.close());

describeEachEngine('reporting a page', (engine) => {
  const contract = usePages(engine, {
    PROFFER_LIMITS: '{"links.api":["1000000/s"],"pages.report":["3/min"]}',
    PROFFER_SMTP_URL: mails.url,
    PROFFER_MAIL_FROM: 'Proffer <proffer@example.com>',
  });
  const { uploaded, createKey } = contract;
  const report = async (path: string, form: Record<string, string>, from = '192.0.2.1') => {
    const response = await fetch(`${contract.server.url}${path}/report`, {
      method: 'POST',
      headers: { accept: 'application/json', 'x-forwarded-for': from },
      body: new URLSearchParams(form),
    });
    return { status: response.status, text: await response.text() };
  };
  const reported = async () =>
    JSON.parse((await operate(['reports', 'list', '--json'], contract.server.env)).stdout).data;

  it('takes what a visitor says of a public page, and lists it for the operator', async () => {
    const page = await uploaded();
    const form = await fetch(`${contract.server.url}${page.url}/report`);
    expect([form.status, await form.text()]).toEqual([200, expect.stringContaining(`action="${page.url}/report"`)]);
    const said = {
      reason: 'phishing',
      details: 'Asks for a \u{1b}[31mpassword\r\nof a bank',
      email: 'eve@example.com',
    };
    expect(await report(page.url, { ...said, details: 'x\u{1b}' })).toMatchObject({
      status: 400,
      text: expect.stringContaining('details'),
    });
    expect(await report(page.url, { ...said, details: 'Asks for a\r\npassword' })).toMatchObject({ status: 200 });
    expect(await reported()).toEqual([
      {
        id: expect.any(String),
        page_id: page.id,
        path: page.url,
        version: 1,
        reason: 'phishing',
        details: 'Asks for a\npassword',
        email: 'eve@example.com',
        taken_down: false,
        created_at: expect.any(String),
      },
    ]);
    const rows = await contract.database.db.selectFrom('page_reports').selectAll().execute();
    expect(JSON.stringify(rows.map(({ details, email }) => [String(details), String(email)]))).not.toMatch(
      /password|eve@/,
    );
    const { stdout } = await operate(['reports', 'list'], contract.server.env);
    expect(stdout).toContain(
      `phishing  ${page.url}  (shown, version 1)\n  Asks for a password\n  from eve@example.com`,
    );
  });

  it('is mailed to the administrators of the server, and to nobody else', async () => {
    const { db } = contract.database;
    const now = new Date().toISOString();
    for (const [name, administrator, email_verified] of [
      ['operator', 1, 1],
      ['unproven', 1, 0],
      ['owner', 0, 1],
    ] as const) {
      const email = `${name}-${engine}@example.com`;
      const { workspaceId: workspace_id } = await createKey(name);
      await db
        .insertInto('persons')
        .values({
          ...{ id: `per_${name}`, email, name, email_verified, administrator, image: null, language: null },
          ...{ workspace_id, created_at: now, updated_at: now },
        })
        .execute();
    }
    const { id, url } = await uploaded();
    const form = { reason: 'malware', details: 'Runs a miner.', email: 'eve@example.com' };
    expect(await report(url, form, '192.0.2.97')).toMatchObject({ status: 200 });
    const mail = await mails.take(`operator-${engine}@example.com`);
    expect(mail.subject).toBe('A page was reported: malware');
    for (const part of [`${url} (version 1)`, 'Runs a miner.', 'eve@example.com', `take-down ${id}`]) {
      expect(mail.text).toContain(part);
    }
    expect(mails.received.filter(({ to }) => to.includes(engine)).map(({ to }) => to)).toEqual([
      `operator-${engine}@example.com`,
    ]);
  });

  it('says what is wrong with a report, and keeps nothing of it', async () => {
    const { url } = await uploaded();
    const before = await reported();
    for (const form of [
      {},
      { reason: 'because' },
      { reason: 'other', email: 'nobody' },
      { reason: 'other', more: 'x' },
    ]) {
      expect((await report(url, form)).status).toBe(400);
    }
    expect(await report('/nobody/nothing123', { reason: 'other' })).toMatchObject({ status: 404 });
    const key = (await createKey('painters', { plan: 'pro' })).token;
    const hidden = await uploaded({ key, query: '?visibility=private' });
    expect(await report(hidden.url, { reason: 'other' })).toMatchObject({ status: 404 });
    expect(await reported()).toEqual(before);
  });

  it('slows down who reports much', async () => {
    const { url } = await uploaded();
    for (const status of [200, 200, 200, 429]) {
      expect((await report(url, { reason: 'other' }, '192.0.2.99')).status).toBe(status);
    }
    expect((await report(url, { reason: 'other' }, '192.0.2.98')).status).toBe(200);
  });
});

describeEachEngine('a server that forbids public pages', (engine) => {
  const { ask, uploaded, upload } = usePages(engine, { PROFFER_PUBLIC_PAGES: 'off' });

  it('makes pages private, also on the plan that has public ones only, and refuses others', async () => {
    const page = await uploaded();
    expect(page.visibility).toBe('private');
    expect((await ask('GET', page.url, { key: null })).status).toBe(404);
    const refused = pageRefusal(403, 'VALIDATION_ERROR', 'visibility');
    expect(await upload(HTML, { query: '?visibility=public' })).toEqual(refused);
    expect(await ask('PATCH', `/api/v1/pages/${page.id}`, { body: { visibility: 'public' } })).toEqual(refused);
  });
});
