import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { link, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { flushFolder, writeFlushed } from '../platform/files/write-flushed.ts';
import { hasCode } from '../platform/has-code.ts';
import { OperatorError } from '../platform/operator-error.ts';
import type { Config } from './config.ts';
import { secretKey } from './option-types.ts';

/** The secret key is missing where there is data that was sealed with one, or its file holds something else. */
export class SecretKeyError extends OperatorError {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'SecretKeyError';
  }
}

const KEY_BYTES = 32;

async function readKeyFile(file: string): Promise<Buffer | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw new SecretKeyError(`The secret key in "${file}" cannot be read.`, error);
  }
  const key = secretKey.safeParse(text.trim());
  if (!key.success) throw new SecretKeyError(`The file "${file}" does not hold a secret key: 32 bytes in base64.`);
  return key.data;
}

/**
 * Makes the key's file, unless another process does so first. It gets its name by a link, which is refused when the name is
 * taken, and only once its content is on the disk: writing under the final name could leave half a key behind, or show it.
 */
async function createKeyFile(directory: string, file: string): Promise<void> {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFlushed(draft, `${randomBytes(KEY_BYTES).toString('base64')}\n`);
  try {
    await link(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
  await flushFolder(directory);
}

/**
 * The 32 bytes that seal what is kept: the operator's, or those of `secret.key` in the data directory, which is made when
 * there is neither a key nor data. Throws `SecretKeyError`.
 */
export async function readOrCreateSecretKey({
  secretKey,
  storage,
}: Pick<Config, 'secretKey' | 'storage'>): Promise<Buffer> {
  await mkdir(storage.dataDir, { recursive: true, mode: 0o700 });
  if (secretKey !== undefined) return secretKey;
  const file = join(storage.dataDir, 'secret.key');
  // Asked first: a process that starts at the same moment makes the key before the data.
  const hasData = storage.database.engine === 'sqlite' && existsSync(storage.database.file);
  const known = await readKeyFile(file);
  if (known !== undefined) return known;
  if (hasData) {
    throw new SecretKeyError(
      `The data in "${storage.dataDir}" is sealed with a secret key, and that is gone: put "${file}" back, or set PROFFER_SECRET_KEY.`,
    );
  }
  await createKeyFile(storage.dataDir, file);
  const made = await readKeyFile(file);
  if (made === undefined) throw new SecretKeyError(`The secret key in "${file}" vanished while it was made.`);
  return made;
}
