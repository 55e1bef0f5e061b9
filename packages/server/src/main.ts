import { runCommand } from './commands/run-command.ts';
import type { Config } from './config/index.ts';
import { createLog } from './platform/log.ts';

/** Ctrl-C in `npm start` arrives twice, from the terminal and from npm, within a millisecond. */
const SAME_SIGNAL_MS = 500;

function onSignal(listener: (signal: NodeJS.Signals) => void): void {
  process.on('SIGTERM', listener);
  process.on('SIGINT', listener);
}

/** Resolves with the first SIGTERM or SIGINT; a second one ends the process where it stands. */
function firstSignal(): Promise<NodeJS.Signals> {
  let firstAtMs: number | undefined;
  return new Promise((resolve) => {
    onSignal((signal) => {
      const nowMs = performance.now();
      if (firstAtMs === undefined) {
        firstAtMs = nowMs;
        resolve(signal);
      } else if (nowMs - firstAtMs > SAME_SIGNAL_MS) process.exit(1);
    });
  });
}

async function start(config: Config): Promise<number> {
  const log = createLog(config.log.level);
  const signalled = firstSignal();
  // Commands beside a running server need next to nothing of it, and start in half the time without it. Its own store is opened
  // first: the threads of the database start while this one loads the rest.
  const { openStore } = await import('./open-store.ts');
  const [store, { startServer }] = await Promise.all([openStore(config, log), import('./start-server.ts')]);
  const server = await startServer(config, store, log);
  log.info({ url: server.url, database: config.storage.database.engine }, 'Proffer is listening');
  log.info({ signal: await signalled }, 'stopping');
  await server.stop();
  log.info({}, 'stopped');
  return 0;
}

process.exitCode = await runCommand(process.argv.slice(2), {
  env: process.env,
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  // A command's standard output is its answer, which programs read.
  openStore: async (config) => {
    const { openStore } = await import('./open-store.ts');
    return openStore(config, createLog(config.log.level, 'stderr'));
  },
  start,
});
// A timer or a pool that somebody forgot to close must not keep a stopped server alive.
process.exit();
