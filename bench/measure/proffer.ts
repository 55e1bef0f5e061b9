import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { START_FLAGS } from '../../packages/server/test/harness/start-flags.ts';
import { type Running, startServer } from './server.ts';

const BIN = new URL('../../packages/server/bin/proffer.js', import.meta.url).pathname;

export type RunningProffer = Running & { readonly readyAfterMs: number; residentMegabytes(): number };

type Options = {
  readonly dataDirectory: string;
  readonly port: number;
  readonly env?: Readonly<Record<string, string>>;
  /** 0 when left out. */
  readonly core?: number | 'any';
};

function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

/** Starts the real server with the flags that `npm start` gives it. */
export async function startProffer({ dataDirectory, port, env, core = 0 }: Options): Promise<RunningProffer> {
  const running = await startServer({
    command: [process.execPath, ...START_FLAGS, BIN, 'start'],
    port,
    core,
    path: '/health/ready',
    okOnly: true,
    env: {
      PORT: String(port),
      HOST: '127.0.0.1',
      PROFFER_DATA_DIR: dataDirectory,
      PROFFER_LOG_LEVEL: 'warn',
      ...env,
    },
  });
  return { ...running, residentMegabytes: () => residentMegabytes(running.pid) };
}

type Key = { readonly key: string; readonly workspace_id: string };

/** Makes a data directory with a key, through the command an operator uses. */
export function createKey(dataDirectory: string, kind: 'live' | 'personal' = 'live'): Key {
  const env = { ...process.env, PROFFER_DATA_DIR: dataDirectory };
  const output = execFileSync(process.execPath, [BIN, 'keys', 'create', '--kind', kind, '--json'], { env });
  // The documented output of the command.
  return JSON.parse(output.toString()) as Key;
}
