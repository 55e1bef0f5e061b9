import { z } from 'zod';
import { runCommand } from '../../src/commands/run-command.ts';
import { openStore } from '../../src/open-store.ts';
import { createLog } from '../../src/platform/log.ts';
import type { ServerProcess } from '../harness/server-process.ts';

const issuedKey = z.object({ key: z.string(), id: z.string() });

export type IssuedKey = z.infer<typeof issuedKey>;

/** Makes a key as the operator does beside a running server, without a process of its own: that would take longest of all. */
export async function issueKey({ env }: Pick<ServerProcess, 'env'>): Promise<IssuedKey> {
  const lines: string[] = [];
  const exitCode = await runCommand(['keys', 'create', '--kind', 'live', '--json'], {
    env,
    out: (line) => lines.push(line),
    err: (line) => lines.push(line),
    openStore: (config) => openStore(config, createLog('silent')),
    start: () => Promise.reject(new Error('nobody asked to start a server')),
  });
  const text = lines.join('\n');
  if (exitCode !== 0) throw new Error(`no key was made: ${text}`);
  return issuedKey.parse(JSON.parse(text));
}
