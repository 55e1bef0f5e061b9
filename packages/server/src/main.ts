import { runCommand } from './commands/run-command.ts';
import type { Config } from './config/index.ts';
import { openStore } from './open-store.ts';
import { createLog } from './platform/log.ts';
import { startServer } from './start-server.ts';

/** Serves until the first SIGTERM or SIGINT has been worked off; a second one ends the process where it stands. */
async function start(config: Config): Promise<number> {
  const log = createLog(config.log.level);
  const server = await startServer(config, log);
  log.info({ url: server.url, database: config.storage.database.engine }, 'Proffer is listening');
  const signal = await new Promise<NodeJS.Signals>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  log.info({ signal }, 'stopping');
  process.once('SIGTERM', () => process.exit(1));
  process.once('SIGINT', () => process.exit(1));
  await server.stop();
  log.info({}, 'stopped');
  return 0;
}

process.exitCode = await runCommand(process.argv.slice(2), {
  env: process.env,
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  // A command's standard output is its answer, which programs read.
  openStore: (config) => openStore(config, createLog(config.log.level, 'stderr')),
  start,
});
// A timer or a pool that somebody forgot to close must not keep a stopped server alive.
process.exit();
