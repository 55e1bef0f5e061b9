import { runCommand, type Surroundings } from '../../src/commands/run-command.ts';
import type { Environment } from '../../src/config/index.ts';
import { openStore } from '../../src/open-store.ts';
import { createLog } from '../../src/platform/log.ts';
import type { CommandResult } from './server-process.ts';

/** What commands beside a running server do with its data, and what they must not do. */
const BESIDE_SERVER: Pick<Surroundings, 'openStore' | 'start'> = {
  openStore: (config) => openStore(config, createLog('silent')),
  start: () => Promise.reject(new Error('nobody asked to start a server')),
};

/**
 * Runs the operator's command line as `proffer` does, beside a running server and on its data, but in this process: to start one takes
 * most of a second of a processor. What a process of its own adds is tested in keys-process.test.ts.
 */
export async function operate(
  args: readonly string[],
  env: Environment,
  surroundings = BESIDE_SERVER,
): Promise<CommandResult> {
  const output = { stdout: '', stderr: '' };
  const exitCode = await runCommand(args, {
    env,
    out: (line) => {
      output.stdout += `${line}\n`;
    },
    err: (line) => {
      output.stderr += `${line}\n`;
    },
    ...surroundings,
  });
  return { exitCode, ...output };
}
