import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { untilAnswering } from './until-answering.ts';

/** A server that is being measured. */
export type Running = { readonly url: string; readonly pid: number; stop(): Promise<void> };

type Start = {
  readonly command: readonly string[];
  readonly port: number;
  /** What is asked for until it answers, with 200 if `okOnly`. */
  readonly path: string;
  readonly okOnly?: boolean;
  readonly stopSignal?: NodeJS.Signals;
  /** 0 when left out. */
  readonly core?: number | 'any';
  readonly env?: NodeJS.ProcessEnv;
};

/** Starts a process that listens, all of its threads on one core if not on any. */
export async function startServer(start: Start): Promise<Running & { readonly readyAfterMs: number }> {
  const { command, port, path, okOnly = false, stopSignal = 'SIGTERM', core = 0, env = {} } = start;
  const [program = '', ...args] = core === 'any' ? command : ['taskset', '-c', String(core), ...command];
  const child = spawn(program, args, {
    stdio: 'ignore',
    env: { ...process.env, ...env },
  });
  const url = `http://127.0.0.1:${port}`;
  const readyAfterMs = await untilAnswering(`${url}${path}`, (status) => !okOnly || status === 200);
  return {
    url,
    pid: child.pid ?? 0,
    readyAfterMs,
    async stop() {
      // An interrupt at the terminal has ended it.
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(stopSignal);
      await once(child, 'exit');
    },
  };
}
