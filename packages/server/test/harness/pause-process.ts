import { childrenOf } from './child-processes.ts';

/** Linux only. */
async function signalChildren(pid: number, signal: NodeJS.Signals): Promise<void> {
  for (const child of await childrenOf(pid)) process.kill(child, signal);
}

// The parent stops first and goes on last: meanwhile it starts no child and lets none disappear.

/** Freezes a process and its children. */
export async function pauseProcess(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  await signalChildren(pid, 'SIGSTOP');
}

/** Thaws what `pauseProcess` froze. */
export async function resumeProcess(pid: number): Promise<void> {
  await signalChildren(pid, 'SIGCONT');
  process.kill(pid, 'SIGCONT');
}
