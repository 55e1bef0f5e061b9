import { mkdtemp, readFile, statfs } from 'node:fs/promises';
import { freemem, tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const FREE_BYTES_MIN = 4 * 2 ** 30;

/** Whether there is a file system in memory with room for a whole run, from which the programs of PostgreSQL may be started. */
async function hasRoomInMemory(): Promise<boolean> {
  try {
    const mounts = (await readFile('/proc/mounts', 'utf8')).split('\n').map((line) => line.split(' '));
    const options = mounts.find(([, at]) => at === MEMORY)?.[3];
    if (options === undefined || options.split(',').includes('noexec')) return false;
    const { bavail, bsize } = await statfs(MEMORY);
    return bavail * bsize >= FREE_BYTES_MIN && freemem() >= FREE_BYTES_MIN;
  } catch {
    return false;
  }
}

/**
 * A fresh directory for what a run writes, in memory where there is room: half of a run's processor time went into the disk. No test
 * cuts the power, and what a killed process has written is in the hands of the system either way. `purpose` is a part of its name.
 */
export async function makeTemporaryRoot(purpose: string): Promise<string> {
  return mkdtemp(join((await hasRoomInMemory()) ? MEMORY : tmpdir(), `proffer-${purpose}-`));
}
