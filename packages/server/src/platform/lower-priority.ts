import { readlinkSync } from 'node:fs';
import { setPriority } from 'node:os';
import { basename } from 'node:path';

/**
 * Lets other threads go first when there are fewer processors than work, for good: counting may lag, answering may not. At 10 this one
 * still has a tenth of a processor that is wanted by one other, at 19, the lowest there is, a hundredth. Linux gives priorities to
 * threads; where they belong to processes nothing happens. The idle class of Linux was rejected: on one processor that is wanted for
 * answers it made the slowest of a hundred redirects quicker by a quarter, and whoever waited for the database that such a thread was
 * writing to waited three times as long, past the time limit.
 */
export function lowerThreadPriority(niceness: 10 | 19): void {
  try {
    setPriority(Number(basename(readlinkSync('/proc/thread-self'))), niceness);
  } catch {
    // Another system, or one that hides its processes: it works the same, only not as politely.
  }
}
