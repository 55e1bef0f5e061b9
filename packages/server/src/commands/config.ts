import {
  ConfigError,
  describeOptions,
  describeSettings,
  type Environment,
  loadConfig,
  readSettings,
} from '../config/index.ts';
import type { Command } from './command.ts';

function problemsOf(env: Environment): readonly string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

/** Reads the environment itself, as it has to explain also one that cannot be used. */
export function createConfigCommand(env: Environment): Command {
  return {
    name: 'config',
    summary: 'Shows every option and what holds here, secrets masked.',
    usage: 'proffer config [--markdown]\n\n  --markdown  print the reference alone, the same on every machine',
    async run(args, { out, err }) {
      const settings = readSettings(env);
      if (args.length === 1 && args[0] === '--markdown') {
        out(describeOptions(settings).trimEnd());
        return 0;
      }
      if (args.length > 0) {
        err(`"proffer config" does not know "${args.join(' ')}".`);
        return 2;
      }
      out(describeSettings(settings).trimEnd());
      const problems = problemsOf(env);
      if (problems.length > 0) err(`\nThe server cannot start with this:\n${problems.join('\n')}`);
      return problems.length > 0 ? 1 : 0;
    },
  };
}
