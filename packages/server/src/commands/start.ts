import type { Config } from '../config/index.ts';
import type { Command } from './command.ts';

/** `start` serves until the process is told to stop and resolves with the exit code; only main.ts may hear signals. */
export function createStartCommand(start: (config: Config) => Promise<number>): Command {
  return {
    name: 'start',
    summary: 'Starts the server; what happens without a command.',
    usage: 'proffer start',
    async run(args, { config, err }) {
      if (args.length === 0) return start(config);
      err(`"proffer start" takes no arguments: it is configured by its environment, see "proffer config".`);
      return 2;
    },
  };
}
