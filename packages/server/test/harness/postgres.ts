import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import { startJanitor } from './janitor.ts';
import { makeTemporaryRoot } from './make-temporary-root.ts';
import { pauseProcess, resumeProcess } from './pause-process.ts';
import { copyPostgresBinaries } from './postgres-binaries.ts';
import { type UserIds, unprivilegedUser } from './unprivileged-user.ts';

const READY = 'database system is ready to accept connections';
const LOG_CHARACTERS_MAX = 20_000;

// What is left to do when this process is gone. The server may be paused: what it is told then waits for SIGCONT.
const END_AND_REMOVE = `pid_file="$0/data/postmaster.pid"
if server=$(head -n 1 "$pid_file" 2>/dev/null); then
  kill -QUIT "$server"
  kill -CONT $(cat "/proc/$server/task/$server/children") "$server"
  for _ in $(seq 50); do [ -e "$pid_file" ] || break; sleep 0.1; done
fi
rm -rf "$0"`;

/** A PostgreSQL of one's own, on 127.0.0.1, empty but for what PostgreSQL itself makes. */
export type Postgres = {
  readonly port: number;
  /** The address of a database in it, `postgres` when none is named. */
  url(database?: string): string;
  /** Cuts every connection and ends the server; the data stays. */
  stop(): Promise<void>;
  /** Starts it again after `stop`, on the same port and the same data. */
  start(): Promise<void>;
  /** Freezes and thaws the server: connections stay open, the kernel accepts new ones, nothing answers. Linux only. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  /** Ends the server and removes its data. */
  destroy(): Promise<void>;
};

async function waitUntilReady(server: ChildProcess): Promise<void> {
  let log = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-LOG_CHARACTERS_MAX);
      if (log.includes(READY)) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code} before it was ready:\n${log}`)));
  });
}

async function makeCluster(directory: string, user: UserIds | undefined): Promise<string> {
  await chmod(directory, 0o755);
  const programs = await copyPostgresBinaries(directory);
  const data = join(directory, 'data');
  await mkdir(data, { mode: 0o700 });
  if (user !== undefined) await chown(data, user.uid, user.gid);
  await promisify(execFile)(
    join(programs, 'initdb'),
    ['-D', data, '--no-sync', '--locale=C', '--encoding=UTF8', '-A', 'trust', '-U', 'postgres'],
    { cwd: '/', ...user },
  );
  return programs;
}

/** Starts a PostgreSQL in a fresh temporary directory. It ends with this process, however that ends. */
export async function startPostgres(): Promise<Postgres> {
  const user = await unprivilegedUser();
  const directory = await makeTemporaryRoot('postgres');
  const janitor = startJanitor(END_AND_REMOVE, directory);
  const programs = await makeCluster(directory, user);
  const port = await freePort();
  let server: ChildProcess | undefined;
  let isPaused = false;

  async function start(): Promise<void> {
    // No Unix socket: its path may not be longer than 107 bytes, and nobody uses it.
    const settings = ['fsync=off', 'max_connections=200', 'unix_socket_directories='].flatMap((set) => ['-c', set]);
    const args = ['-D', join(directory, 'data'), '-h', '127.0.0.1', '-p', String(port), ...settings];
    server = spawn(join(programs, 'postgres'), args, { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], ...user });
    await waitUntilReady(server);
  }

  /** The process id of the running server. */
  const runningPid = () => (server?.exitCode === null && server.signalCode === null ? server.pid : undefined);

  async function pause(): Promise<void> {
    const pid = runningPid();
    if (pid === undefined) return;
    isPaused = true;
    await pauseProcess(pid);
  }

  async function resume(): Promise<void> {
    const pid = runningPid();
    if (pid === undefined || !isPaused) return;
    await resumeProcess(pid);
    isPaused = false;
  }

  async function stop(): Promise<void> {
    await resume();
    if (server === undefined || runningPid() === undefined) return;
    const ended = once(server, 'exit');
    server.kill('SIGINT'); // "fast": does not wait for clients, keeps what was committed
    await ended;
  }

  async function destroy(): Promise<void> {
    await stop();
    await rm(directory, { recursive: true, force: true });
    janitor.dismiss();
  }

  await start();
  return {
    port,
    url: (database = 'postgres') => `postgres://postgres@127.0.0.1:${port}/${database}`,
    stop,
    start,
    pause,
    resume,
    destroy,
  };
}
