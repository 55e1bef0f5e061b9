import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { flushFolder, writeFlushed } from '../files/write-flushed.ts';
import { hasCode } from '../has-code.ts';
import { type Blobs, requireBlobKey } from './blobs.ts';
import { blobsUnavailable } from './blobs-unavailable.ts';

const FOLDER_MODE = 0o700;

/**
 * Blobs as files below `root`, which belongs to this process alone. A file gets its name when all of it is on the disk; what a
 * process that was killed has left of an unfinished one is removed here, at the next start.
 */
export function openFolderBlobs(root: string): Blobs {
  const unfinished = join(root, 'unfinished');
  mkdirSync(unfinished, { recursive: true, mode: FOLDER_MODE });
  for (const name of readdirSync(unfinished)) rmSync(join(unfinished, name), { recursive: true, force: true });

  // By the last two characters, which are random: the first ones of a day are alike.
  const pathOf = (key: string) => {
    const [folder = '', name = ''] = requireBlobKey(key).split('/');
    return join(root, folder, name.slice(-2), name);
  };

  async function makeFolderOf(path: string): Promise<void> {
    const first = await mkdir(dirname(path), { recursive: true, mode: FOLDER_MODE });
    if (first === undefined) return;
    // A new folder is only there after a power cut when the one above it is flushed, up to `root`.
    for (let above = dirname(dirname(path)); above.startsWith(root); above = dirname(above)) await flushFolder(above);
  }

  return {
    async put(key, bytes) {
      const path = pathOf(key);
      const temporary = join(unfinished, randomUUID());
      try {
        await writeFlushed(temporary, bytes);
        await makeFolderOf(path);
        await rename(temporary, path);
        await flushFolder(dirname(path));
      } catch (error) {
        await rm(temporary, { force: true });
        throw blobsUnavailable(error);
      }
    },
    async get(key) {
      const path = pathOf(key);
      try {
        return await readFile(path);
      } catch (error) {
        if (hasCode(error, 'ENOENT')) return undefined;
        throw blobsUnavailable(error);
      }
    },
    async remove(key) {
      await rm(pathOf(key), { force: true }).catch((error) => {
        throw blobsUnavailable(error);
      });
    },
  };
}
