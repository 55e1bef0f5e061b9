import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { untilAnswering } from './until-answering.ts';
import type { Running } from './variants.ts';

const BIN = new URL('../../packages/server/bin/proffer.js', import.meta.url).pathname;

export type RunningProffer = Running & { readonly readyAfterMs: number; residentMegabytes(): number };

type Options = {
  readonly dataDirectory: string;
  readonly port: number;
  readonly env?: Readonly<Record<string, string>>;
};

function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** Starts the real server, all of its threads on core 0, with the flags that `npm start` gives it. */
export async function startProffer({ dataDirectory, port, env }: Options): Promise<RunningProffer> {
  const child = spawn('taskset', ['-c', '0', process.execPath, '--max-semi-space-size=8', BIN, 'start'], {
    stdio: 'ignore',
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      PROFFER_DATA_DIR: dataDirectory,
      PROFFER_LOG_LEVEL: 'warn',
      ...env,
    },
  });
  const url = `http://127.0.0.1:${port}`;
  const readyAfterMs = await untilAnswering(`${url}/health/ready`, (status) => status === 200);
  const pid = child.pid ?? 0;
  return {
    url,
    pid,
    readyAfterMs,
    residentMegabytes: () => residentMegabytes(pid),
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

/** The peer that only answers. */
export async function startAnswerOnly(port: number): Promise<Running> {
  const script = new URL('./answer-only-server.ts', import.meta.url).pathname;
  const env = { ...process.env, PORT: String(port) };
  const child = spawn('taskset', ['-c', '0', process.execPath, script], { stdio: 'ignore', env });
  const url = `http://127.0.0.1:${port}`;
  await untilAnswering(`${url}/any`);
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
