import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';

/** The lowest there is: at 10 the slowest of a hundred redirects took twice as long on one busy processor. */
const NICENESS = 19;

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
