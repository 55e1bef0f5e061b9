import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createTemporaryDirectory } from '../../test/harness/temporary-directory.ts';
import { loadConfig } from './load-config.ts';
import { readOrCreateSecretKey, SecretKeyError } from './secret-key.ts';

describe('the secret key', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = join(await createTemporaryDirectory('secret-key'), 'data');
  });
  const read = (env = {}) => readOrCreateSecretKey(loadConfig({ PROFFER_DATA_DIR: dataDir, ...env }));

  it('is made once, for its owner only, and stays', async () => {
    const key = await read();
    expect(key).toHaveLength(32);
    expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
    expect(await read()).toEqual(key);
    expect(await readdir(dataDir)).toEqual(['secret.key']);
  });

  it('is one, however many processes start at once', async () => {
    const keys = await Promise.all(Array.from({ length: 20 }, () => read()));
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
    expect(await readdir(dataDir)).toEqual(['secret.key']);
  });

  it('is the operator’s when there is one, and then no file is made', async () => {
    const given = Buffer.alloc(32, 7);
    expect(await read({ PROFFER_SECRET_KEY: given.toString('base64') })).toEqual(given);
    expect(await readdir(dataDir)).toEqual([]);
  });

  it('can be given as the file that was made', async () => {
    const key = await read();
    expect(loadConfig({ PROFFER_SECRET_KEY_FILE: join(dataDir, 'secret.key') }).secretKey).toEqual(key);
  });

  it.each(['', 'AAAA\n', `${Buffer.alloc(31).toString('base64')}\n`, `${Buffer.alloc(64).toString('base64')}\n`])(
    'is refused when its file holds %j, and the file is left as it is',
    async (content) => {
      await mkdir(dataDir);
      await writeFile(join(dataDir, 'secret.key'), content);
      await expect(read()).rejects.toThrow(SecretKeyError);
      expect(await readFile(join(dataDir, 'secret.key'), 'utf8')).toBe(content);
    },
  );

  it('is not made anew over data that was sealed with a lost one', async () => {
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'proffer.sqlite'), '');
    await expect(read()).rejects.toThrow(/put ".*secret\.key" back, or set PROFFER_SECRET_KEY/);
    expect(await readdir(dataDir)).toEqual(['proffer.sqlite']);
  });
});
