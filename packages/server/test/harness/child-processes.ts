import { readFile } from 'node:fs/promises';

/** The ids of the processes that `pid` has started and that still run. Linux only. */
export async function childrenOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return (children.match(/\d+/g) ?? []).map(Number);
}

/** Those among them that run the file `program`. */
export async function childrenThatRun(pid: number, program: string): Promise<number[]> {
  const children = await childrenOf(pid);
  const commands = await Promise.all(
    children.map((child) => readFile(`/proc/${child}/cmdline`, 'utf8').catch(() => '')),
  );
  return children.filter((_, index) => commands[index]?.split('\0').some((argument) => argument.endsWith(program)));
}
