import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { describeEachEngine } from '../harness/database.ts';
import { createTemporaryDirectory } from '../harness/temporary-directory.ts';
import { HTML, type PageBody, usePages } from './use-pages.ts';

const run = promisify(execFile);

/** The examples of the published reference, as they stand there. */
const EXAMPLES = {
  authentication: `curl -H "Authorization: Bearer sd_your_api_key_here" \\
  https://sharedrop.cloud/api/v1/pages`,
  raw: `curl -X POST \\
  -H "Authorization: Bearer sd_..." \\
  -H "Content-Type: text/html" \\
  -d "<html><body><h1>My Report</h1></body></html>" \\
  "https://sharedrop.cloud/api/v1/pages?title=My+Report&mode=static"`,
  form: `curl -X POST \\
  -H "Authorization: Bearer sd_..." \\
  -F "file=@report.html" \\
  -F "title=My Report" \\
  https://sharedrop.cloud/api/v1/pages`,
  list: `curl -H "Authorization: Bearer sd_..." \\
  "https://sharedrop.cloud/api/v1/pages?limit=10"`,
  next: `curl -H "Authorization: Bearer sd_..." \\
  "https://sharedrop.cloud/api/v1/pages?limit=10&cursor=660e8400-e29b-41d4-a716-446655440001"`,
  read: `curl -H "Authorization: Bearer sd_..." \\
  https://sharedrop.cloud/api/v1/pages/550e8400-e29b-41d4-a716-446655440000`,
  update: `curl -X PATCH \\
  -H "Authorization: Bearer sd_..." \\
  -H "Content-Type: application/json" \\
  -d '{"title": "Updated Title", "visibility": "public"}' \\
  https://sharedrop.cloud/api/v1/pages/550e8400-e29b-41d4-a716-446655440000`,
  delete: `curl -X DELETE \\
  -H "Authorization: Bearer sd_..." \\
  https://sharedrop.cloud/api/v1/pages/550e8400-e29b-41d4-a716-446655440000`,
  share: `curl -X POST \\
  -H "Authorization: Bearer sd_..." \\
  -H "Content-Type: application/json" \\
  -d '{"email": "colleague@example.com"}' \\
  https://sharedrop.cloud/api/v1/pages/550e8400-e29b-41d4-a716-446655440000/share`,
} as const;

const PAGE_FIELDS = [
  'created_at',
  'file_size',
  'full_url',
  'id',
  'mode',
  'slug',
  'title',
  'updated_at',
  'url',
  'visibility',
];

describeEachEngine('the curl examples of the published reference', (engine) => {
  const pages = usePages(engine);

  async function runExample(name: keyof typeof EXAMPLES, key: string, given: { id?: string; cursor?: string } = {}) {
    const script = EXAMPLES[name]
      .replaceAll('https://sharedrop.cloud', pages.server.url)
      .replace(/Bearer sd_[^"]*/, `Bearer ${key}`)
      .replace('550e8400-e29b-41d4-a716-446655440000', given.id ?? '')
      .replace('660e8400-e29b-41d4-a716-446655440001', given.cursor ?? '')
      .replace(/^curl/, `curl -s -w '\\n%{http_code}'`);
    const cwd = await createTemporaryDirectory('curl');
    await writeFile(join(cwd, 'report.html'), HTML);
    const { stdout } = await run('/bin/sh', ['-c', script], { cwd });
    const [body = '', status] = stdout.split('\n');
    return { status: Number(status), body: JSON.parse(body) };
  }

  it('all run with the address and a key of this server', async () => {
    const { token: key } = await pages.createKey('username', { kind: 'personal', plan: 'pro' });
    expect(key).toMatch(/^sd_/);
    expect(await runExample('authentication', key)).toEqual({
      status: 200,
      body: { data: [], pagination: { next_cursor: null, has_more: false } },
    });
    const raw = await runExample('raw', key);
    expect(raw).toMatchObject({
      status: 201,
      body: { data: { title: 'My Report', mode: 'static', file_size: 44, visibility: 'private' } },
    });
    const page: PageBody = raw.body.data;
    expect(Object.keys(page).toSorted()).toEqual([...PAGE_FIELDS, 'version'].toSorted());
    expect(page.url).toBe(`/username/${page.slug}`);
    expect((await runExample('form', key)).body.data).toMatchObject({ title: 'My Report', file_size: HTML.length });
    for (let index = 0; index < 9; index++) await runExample('raw', key);

    const list = await runExample('list', key);
    expect(list.body.data).toHaveLength(10);
    expect(list.body.pagination).toMatchObject({ has_more: true });
    const next = await runExample('next', key, { cursor: list.body.pagination.next_cursor });
    expect(next).toMatchObject({ status: 200, body: { pagination: { next_cursor: null, has_more: false } } });
    expect(next.body.data.at(-1)).toEqual(page);

    const { id } = page;
    expect(await runExample('read', key, { id })).toEqual({ status: 200, body: { data: page } });
    expect(await runExample('update', key, { id })).toMatchObject({
      status: 200,
      body: { data: { id, title: 'Updated Title', visibility: 'public' } },
    });
    expect(await runExample('share', key, { id })).toMatchObject({
      status: 201,
      body: { data: { email: 'colleague@example.com', status: 'pending' } },
    });
    expect(await runExample('delete', key, { id })).toEqual({ status: 200, body: { data: { success: true } } });
    expect(await runExample('read', key, { id })).toMatchObject({
      status: 404,
      body: { error: { code: 'PAGE_NOT_FOUND' } },
    });
  });
});
