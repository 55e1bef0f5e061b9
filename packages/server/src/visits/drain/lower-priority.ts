import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';

const NICENESS = 10;

/**
 * Lets every other thread go first when there are fewer processors than work: counting may lag, answering may not. Linux gives
 * priorities to threads; where they belong to processes nothing happens.
 */
export function lowerThreadPriority(): void {
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), NICENESS);
  } catch {
    // Another system, or one that hides its processes: it works the same, only not as politely.
  }
}
