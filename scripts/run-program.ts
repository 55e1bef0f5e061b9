import { spawn } from 'node:child_process';

const GRACE_MS = 10_000;

export type ProgramOptions = { readonly timeoutMs: number; readonly env?: Readonly<Record<string, string>> };

/** Whether what is printed goes to a person's terminal; programs colour their output by themselves otherwise. */
export const isTerminal = process.stdout.isTTY === true;

/**
 * Runs a program of node_modules/.bin or the system, its output going where ours goes. Resolves with whether it exited with
 * 0; one that does not end within `timeoutMs` is ended and counts as failed.
 */
export function runProgram(name: string, args: readonly string[], options: ProgramOptions): Promise<boolean> {
  const colours: Record<string, string> = isTerminal ? {} : { NO_COLOR: '1' };
  const child = spawn(name, args, { stdio: 'inherit', env: { ...process.env, ...colours, ...options.env } });
  let killing: NodeJS.Timeout | undefined;
  const end = () => {
    child.kill('SIGTERM');
    killing ??= setTimeout(() => child.kill('SIGKILL'), GRACE_MS);
  };
  const ending = setTimeout(() => {
    console.error(`${name} did not end within ${options.timeoutMs / 1000} s`);
    end();
  }, options.timeoutMs);
  process.once('SIGTERM', end);
  return new Promise((resolve) => {
    const settle = (passed: boolean) => {
      clearTimeout(ending);
      clearTimeout(killing);
      process.off('SIGTERM', end);
      resolve(passed);
    };
    child.once('error', (error) => {
      console.error(`${name} could not be started: ${error.message}`);
      settle(false);
    });
    child.once('exit', (code, signal) => {
      if (signal !== null) console.error(`${name} was ended by ${signal}`);
      settle(code === 0);
    });
  });
}
