import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startBucket } from '../blobs/start-bucket.ts';
import { startServer } from '../harness/server-process.ts';
import { issueKey } from './issue-key.ts';
import { createUploader, PAGES_PLENTY, randomPage, readBlobs } from './page-uploads.ts';
import { createServerStore } from './server-store.ts';
import { canMountSmallDisks, mountSmallDisk } from './small-disk.ts';

const MEBIBYTE = 1_048_576;

describe.skipIf(!(await canMountSmallDisks()))('a disk for content that is full', () => {
  it('refuses uploads with 503, keeps nothing of them, and takes them again when there is room', async () => {
    const store = await createServerStore('sqlite', PAGES_PLENTY);
    const directory = join(store.options.dataDir, 'blobs');
    await mkdir(directory, { recursive: true });
    const small = await mountSmallDisk(directory, 8 * MEBIBYTE);
    onTestFinished(() => small.unmount());
    const server = await startServer(store.options);
    onTestFinished(() => server.kill());
    const uploader = createUploader(server, (await issueKey(server)).key);
    expect(await uploader.upload(randomPage(50_000))).toBe(201);
    await small.fill();
    for (let upload = 0; upload < 3; upload++) expect(await uploader.upload(randomPage(100_000))).toBe(503);
    for (const [id, digest] of uploader.answered) expect(await uploader.digestOf(id)).toBe(digest);
    expect(await readBlobs(store)).toMatchObject({ unfinished: [], doomed: [], counted: 1 });
    await small.free();
    expect(await uploader.upload(randomPage(100_000))).toBe(201);
    expect(await server.stop()).toBe(0);
  });
});

describe('a bucket for content', () => {
  it('holds sealed pages, and is answered for with 503 while it is away', async () => {
    const bucket = await startBucket();
    const { endpoint, bucket: name, region, accessKeyId, secretAccessKey } = bucket.location;
    const store = await createServerStore('sqlite', {
      ...PAGES_PLENTY,
      PROFFER_S3_ENDPOINT: endpoint,
      PROFFER_S3_BUCKET: name,
      PROFFER_S3_REGION: region,
      PROFFER_S3_ACCESS_KEY_ID: accessKeyId,
      PROFFER_S3_SECRET_ACCESS_KEY: secretAccessKey,
    });
    const server = await startServer(store.options);
    onTestFinished(() => server.kill());
    const { key } = await issueKey(server);
    const uploader = createUploader(server, key);
    const objects = async () =>
      (await readdir(join(bucket.directory, name, 'pages'))).filter((file) => file.endsWith('_object'));
    expect(await uploader.upload(randomPage(1_000))).toBe(201);
    expect(await uploader.upload(randomPage(2_000_000))).toBe(201);
    for (const [id, digest] of uploader.answered) expect(await uploader.digestOf(id)).toBe(digest);
    expect(await objects()).toHaveLength(2);
    expect(await readdir(store.options.dataDir)).not.toContain('blobs');

    const [id = ''] = uploader.answered.keys();
    const headers = { authorization: `Bearer ${key}` };
    expect((await fetch(`${server.url}/api/v1/pages/${id}`, { method: 'DELETE', headers })).status).toBe(200);
    expect(await objects()).toHaveLength(1);

    await bucket.stop();
    expect(await uploader.upload(randomPage(1_000))).toBe(503);
    const list = await fetch(`${server.url}/api/v1/pages`, { headers });
    expect(await list.json()).toMatchObject({ data: [{}] });
    const [, other = ''] = uploader.answered.keys();
    expect((await fetch(`${server.url}/api/v1/pages/${other}/versions/1`, { headers })).status).toBe(503);
    // Deleted all the same: the bytes follow when the bucket is back.
    expect((await fetch(`${server.url}/api/v1/pages/${other}`, { method: 'DELETE', headers })).status).toBe(200);
    expect(await server.stop()).toBe(0);
  });
});
