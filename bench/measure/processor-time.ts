import { readdirSync, readFileSync } from 'node:fs';

/** What each thread of a process has used of a processor so far, in milliseconds, by the number of the thread. */
export type ThreadTimes = ReadonlyMap<string, number>;

export function readThreadTimes(pid: number): ThreadTimes {
  const timeOf = (thread: string) =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]);
  return new Map(readdirSync(`/proc/${pid}/task`).map((thread) => [thread, timeOf(thread) / 1e6]));
}

/** What a process used between the two, in its first thread, which answers, and in all of them. */
export function timeBetween(pid: number, before: ThreadTimes, after: ThreadTimes): { first: number; all: number } {
  const usedBy = (thread: string) => (after.get(thread) ?? 0) - (before.get(thread) ?? 0);
  return { first: usedBy(String(pid)), all: [...after.keys()].reduce((sum, thread) => sum + usedBy(thread), 0) };
}

const TICK_MS = 10;

/** What a process has used so far, to a hundredth of a second: threads that have ended since are in it, which `readThreadTimes` cannot know of. */
export function readProcessMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is the program's name, which may hold spaces and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
