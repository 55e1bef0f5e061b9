import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createTemporaryDirectory } from '../harness/temporary-directory.ts';

// $0 is the directory, $1 the size. Standard input closes when this process is gone, however it went: no mount is left behind.
const SCRIPT = `mount -t tmpfs -o "size=$1,mode=0700" proffer-faults "$0" || exit 1
echo mounted
cat >/dev/null
umount -l "$0"`;

const BLOCK_BYTES = 64 * 1024;

/** A file system of its own with few bytes. */
export type SmallDisk = {
  /** Takes every byte that is left. */
  fill(): Promise<void>;
  /** Gives back what `fill` took. */
  free(): Promise<void>;
  unmount(): Promise<void>;
};

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

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
  const holder = spawn('/bin/sh', ['-c', SCRIPT, directory, String(sizeBytes)], {
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
  });
  const ended = once(holder, 'exit');
  const mounted = once(holder.stdout, 'data').then(() => true);
  const isMounted = await Promise.race([mounted, ended.then(() => false)]);
  if (!isMounted) throw new Error(`no tmpfs can be mounted at ${directory}: that is for root to do`);
  const ballast = join(directory, 'ballast');
  return {
    fill: () => fillWith(ballast),
    free: () => rm(ballast, { force: true }),
    async unmount() {
      holder.stdin.end();
      await ended;
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
    process.stderr.write(`All tests of a full disk are skipped: ${error instanceof Error ? error.message : error}.\n`);
    return false;
  }
}
