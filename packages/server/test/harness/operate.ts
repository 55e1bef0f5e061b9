import { runCommand } from '../../src/commands/run-command.ts';
import { openStore } from '../../src/open-store.ts';
import { createLog } from '../../src/platform/log.ts';
import type { CommandResult, Environment } from './server-process.ts';

/**
 * Runs the operator's command line as `proffer` does, beside a running server and on its data, but in this process: to start one takes
 * most of a second of a processor. What a process of its own adds is tested in keys-process.test.ts.
 */
export async function operate(args: readonly string[], env: Environment): Promise<CommandResult> {
  const output = { stdout: '', stderr: '' };
  const exitCode = await runCommand(args, {
    env,
    out: (line) => {
      output.stdout += `${line}\n`;
    },
    err: (line) => {
      output.stderr += `${line}\n`;
    },
    openStore: (config) => openStore(config, createLog('silent')),
    start: () => Promise.reject(new Error('nobody asked to start a server')),
  });
  return { exitCode, ...output };
}
