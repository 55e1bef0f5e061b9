import { execFile } from 'node:child_process';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasCode } from '../../src/platform/has-code.ts';
import { startJanitor } from '../harness/janitor.ts';
import { createTemporaryDirectory } from '../harness/temporary-directory.ts';

const run = promisify(execFile);

const BLOCK_BYTES = 64 * 1024;

/** A file system of its own with few bytes. */
export type SmallDisk = {
  /** Takes every byte that is left. */
  fill(): Promise<void>;
  /** Gives back what `fill` took. */
  free(): Promise<void>;
  unmount(): Promise<void>;
};

async function fillWith(file: string): Promise<void> {
  const handle = await open(file, 'a');
  try {
    // Smaller and smaller pieces: the last free page is taken as well.
    for (let size = BLOCK_BYTES; size >= 1; ) {
      try {
        const { bytesWritten } = await handle.write(Buffer.alloc(size, 0x5a));
        if (bytesWritten < size) size = Math.floor(size / 2);
      } catch (error) {
        if (!hasCode(error, 'ENOSPC')) throw error;
        size = Math.floor(size / 2);
      }
    }
  } finally {
    await handle.close();
  }
}

/** Mounts a small file system at `directory`, which must exist. Rejects where that is not allowed. */
export async function mountSmallDisk(directory: string, sizeBytes: number): Promise<SmallDisk> {
  const options = `size=${sizeBytes},mode=0700`;
  await run('mount', ['-t', 'tmpfs', '-o', options, 'proffer-faults', directory]);
  const janitor = startJanitor('umount -l "$0"', directory);
  const ballast = join(directory, 'ballast');
  return {
    fill: () => fillWith(ballast),
    free: () => rm(ballast, { force: true }),
    async unmount() {
      await run('umount', ['-l', directory]);
      janitor.dismiss();
    },
  };
}

/** Whether small disks can be had here; when not, says so. */
export async function canMountSmallDisks(): Promise<boolean> {
  try {
    const disk = await mountSmallDisk(await createTemporaryDirectory('disk'), BLOCK_BYTES);
    await disk.unmount();
    return true;
  } catch (error) {
    process.stderr.write(`All tests of a full disk are skipped, as only root may mount a small one: ${error}\n`);
    return false;
  }
}
