import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { startJanitor } from './janitor.ts';
import { START_FLAGS } from './start-flags.ts';
import { createTemporaryDirectory } from './temporary-directory.ts';

const PROGRAM = join(import.meta.dirname, '../../bin/proffer.js');
const READY_WITHIN_MS = 40_000;
const POLL_EVERY_MS = 20;

export type Environment = Readonly<Record<string, string>>;

export type ServerOptions = {
  /** A fresh one when left out; given to start a second server, or the same one again, on the same data. */
  readonly dataDir?: string;
  readonly port?: number;
  readonly databaseUrl?: string;
  readonly env?: Environment;
};

export type ServerProcess = {
  readonly url: string;
  readonly port: number;
  readonly dataDir: string;
  /** What the operator's command line needs to reach the same data. */
  readonly env: Environment;
  readonly pid: number;
  /** SIGTERM; resolves with the exit code when the process has ended, `null` when a signal ended it. */
  stop(): Promise<number | null>;
  /** SIGKILL; resolves when the process is gone. */
  kill(): Promise<void>;
  /** What it has written so far, to both streams. */
  logs(): string;
};

function spawnProffer(args: readonly string[], env: Environment): ChildProcess {
  // Nothing else of ours: a DATABASE_URL in the developer's shell is not the tests' to use.
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [...START_FLAGS, PROGRAM, ...args], {
    env: { PATH, HOME, ...env },
    stdio: 'pipe',
  });
  child.stdin?.end();
  // What a test that was cut short has left running ends with its worker.
  const janitor = startJanitor('kill -KILL "$0"', String(child.pid));
  child.once('exit', () => janitor.dismiss());
  return child;
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
  if (!hasEnded(child)) {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
  return child.exitCode;
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(READY_WITHIN_MS) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}

async function waitUntilReady(child: ChildProcess, url: string, logs: () => string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  for (;;) {
    const ready = await isReady(url);
    if (hasEnded(child)) throw new Error(`the server ended with ${child.exitCode} before it was ready:\n${logs()}`);
    if (ready) return;
    if (Date.now() > deadline) {
      await end(child, 'SIGKILL');
      throw new Error(`the server was not ready within ${READY_WITHIN_MS} ms:\n${logs()}`);
    }
    await wait(POLL_EVERY_MS);
  }
}

/** Starts the real server in a process of its own and waits until it says that it is ready. */
export async function startServer(options: ServerOptions = {}): Promise<ServerProcess> {
  const dataDir = options.dataDir ?? (await createTemporaryDirectory('data'));
  const port = options.port ?? (await freePort());
  const url = `http://127.0.0.1:${port}`;
  const env: Record<string, string> = {
    PORT: String(port),
    HOST: '127.0.0.1',
    PROFFER_DATA_DIR: dataDir,
    ...options.env,
  };
  if (options.databaseUrl !== undefined) env.DATABASE_URL = options.databaseUrl;
  const child = spawnProffer(['start'], env);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  await once(child, 'spawn');
  await waitUntilReady(child, url, () => output);
  return {
    url,
    port,
    dataDir,
    env,
    pid: child.pid ?? 0,
    stop: () => end(child, 'SIGTERM'),
    kill: async () => void (await end(child, 'SIGKILL')),
    logs: () => output,
  };
}

export type CommandResult = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string };

/** Runs the operator's command line to its end, such as `proffer(['keys', 'list', '--json'], server.env)`. */
export async function proffer(args: readonly string[], env: Environment): Promise<CommandResult> {
  const child = spawnProffer(args, env);
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
    });
  }
  await once(child, 'close');
  return { exitCode: child.exitCode, ...output };
}
