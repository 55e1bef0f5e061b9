import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBucket } from '../../../test/blobs/start-bucket.ts';
import { createTemporaryDirectory } from '../../../test/harness/temporary-directory.ts';
import { deriveKeyring } from '../crypto/keyring.ts';
import { createSealer, SealBroken } from '../crypto/seal.ts';
import { type BlobLocation, openBlobs } from './open-blobs.ts';

const sealer = createSealer(deriveKeyring(randomBytes(32)));
const newKey = () => `pages/${randomUUID()}`;

/** All files below `directory`, by their path in it. */
async function filesIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe.each(['folder', 's3'] as const)('blobs in a store of the kind %s', (kind) => {
  let location: BlobLocation;
  let stop = async () => {};
  beforeAll(async () => {
    if (kind === 's3') ({ location, stop } = await startBucket());
    else location = { kind, directory: join(await createTemporaryDirectory('blobs'), 'blobs') };
  });
  afterAll(() => stop());

  it('come back as they were put, also empty and large ones', async () => {
    const blobs = openBlobs(location, sealer);
    for (const bytes of [Buffer.alloc(0), Buffer.from('<p>hello'), randomBytes(3_000_000)]) {
      const key = newKey();
      await blobs.put(key, bytes);
      expect((await blobs.get(key))?.equals(bytes)).toBe(true);
      expect((await openBlobs(location, sealer).get(key))?.equals(bytes)).toBe(true);
    }
  });

  it('are gone when they were removed, and may be removed again', async () => {
    const blobs = openBlobs(location, sealer);
    const key = newKey();
    await blobs.put(key, Buffer.from('x'));
    await blobs.remove(key);
    await blobs.remove(key);
    expect(await blobs.get(key)).toBeUndefined();
    expect(await blobs.get(newKey())).toBeUndefined();
  });

  it('take no key that could be a path', async () => {
    const blobs = openBlobs(location, sealer);
    for (const key of ['../x', 'pages/../x', '/etc/passwd', `pages/${randomUUID()}/..`, 'pages/', '', 'pages/%2e%2e']) {
      await expect((async () => blobs.get(key))()).rejects.toThrow('no key');
      await expect((async () => blobs.put(key, Buffer.alloc(1)))()).rejects.toThrow('no key');
      await expect((async () => blobs.remove(key))()).rejects.toThrow('no key');
    }
  });
});

describe('blobs in a folder', () => {
  const open = async () => {
    const directory = join(await createTemporaryDirectory('blobs'), 'blobs');
    return { directory, blobs: openBlobs({ kind: 'folder', directory }, sealer) };
  };

  it('are sealed, for the user of the server alone', async () => {
    const { directory, blobs } = await open();
    await blobs.put(newKey(), Buffer.from('<p>the secret recipe</p>'));
    const [file = '', ...others] = await filesIn(directory);
    expect(others).toEqual([]);
    expect((await readFile(file)).includes('recipe')).toBe(false);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
  });

  it('do not open when they were changed, cut, or put in the place of another', async () => {
    const { directory, blobs } = await open();
    const [one, other] = [newKey(), newKey()];
    await blobs.put(one, Buffer.from('one'));
    const [fileOfOne = ''] = await filesIn(directory);
    await blobs.put(other, Buffer.from('other'));
    const fileOfOther = (await filesIn(directory)).find((file) => file !== fileOfOne) ?? '';
    await copyFile(fileOfOther, fileOfOne);
    await expect(blobs.get(one)).rejects.toThrow(SealBroken);
    await truncate(fileOfOther, 90);
    await expect(blobs.get(other)).rejects.toThrow(SealBroken);
  });

  it('leave nothing behind when they cannot be written, and say that it may pass', async () => {
    const { directory, blobs } = await open();
    const key = newKey();
    // A file stands where the folder would have to be.
    await writeFile(join(directory, 'pages'), '');
    await expect(blobs.put(key, Buffer.alloc(10))).rejects.toMatchObject({ status: 503 });
    expect(await readdir(join(directory, 'unfinished'))).toEqual([]);
  });

  it('forget at the next start what a killed process has not finished, and nothing else', async () => {
    const { directory, blobs } = await open();
    const key = newKey();
    await blobs.put(key, Buffer.from('kept'));
    await writeFile(join(directory, 'unfinished', randomUUID()), 'half of');
    await mkdir(join(directory, 'unfinished', 'odd'));
    const again = openBlobs({ kind: 'folder', directory }, sealer);
    expect(await readdir(join(directory, 'unfinished'))).toEqual([]);
    expect((await again.get(key))?.toString()).toBe('kept');
    expect(existsSync(join(directory, 'unfinished'))).toBe(true);
  });
});

describe('blobs in a bucket', () => {
  it('that is not there or does not answer are unavailable, and not missing', async () => {
    const { location, stop } = await startBucket();
    const elsewhere = openBlobs({ ...location, bucket: 'other' }, sealer);
    await expect(elsewhere.put(newKey(), Buffer.alloc(1))).rejects.toMatchObject({ status: 503 });
    await stop();
    const away = openBlobs(location, sealer);
    const attempts = [() => away.get(newKey()), () => away.put(newKey(), Buffer.alloc(1)), () => away.remove(newKey())];
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toMatchObject({ status: 503 });
    }
  });
});
