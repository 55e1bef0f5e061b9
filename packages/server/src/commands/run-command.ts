import { type Config, type Environment, loadConfig } from '../config/index.ts';
import { auditCommand } from './audit/audit-command.ts';
import type { Command, CommandContext, Store } from './command.ts';
import { createConfigCommand } from './config.ts';
import { explainFailure } from './explain-failure.ts';
import { createHelpCommand, describeCommand } from './help.ts';
import { keysCommand } from './keys/keys-command.ts';
import { pagesCommand } from './pages/pages-command.ts';
import { peopleCommand } from './people/people-command.ts';
import { privacyCommand } from './privacy/privacy-command.ts';
import { reportsCommand } from './reports/reports-command.ts';
import { createStartCommand } from './start.ts';
import { versionCommand } from './version.ts';

/** What the process gives to its commands. `out` and `err` write a line; the commands need no ends of lines. */
export type Surroundings = {
  readonly env: Environment;
  out(line: string): void;
  err(line: string): void;
  openStore(config: Config): Promise<Store>;
  start(config: Config): Promise<number>;
};

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['--help', 'help'],
  ['-h', 'help'],
  ['--version', 'version'],
  ['-v', 'version'],
]);

function listCommands({ env, start }: Surroundings): readonly Command[] {
  const commands: readonly Command[] = [
    createStartCommand(start),
    keysCommand,
    peopleCommand,
    pagesCommand,
    reportsCommand,
    privacyCommand,
    auditCommand,
    createConfigCommand(env),
    createHelpCommand(() => commands),
    versionCommand,
  ];
  return commands;
}

function createContext({ env, out, err, openStore }: Surroundings): CommandContext {
  let config: Config | undefined;
  // Read when it is first asked for: help must not fail because of a broken environment.
  const readConfig = () => {
    config ??= loadConfig(env);
    return config;
  };
  return {
    get config() {
      return readConfig();
    },
    openStore: () => openStore(readConfig()),
    out,
    err,
  };
}

/**
 * Runs `proffer <argv>` and resolves with the exit code: 0 done, 1 refused, 2 not understood. Rejects with what no operator can
 * mend.
 */
export async function runCommand(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const { out, err } = surroundings;
  const [first = 'start', ...args] = argv;
  const name = ALIASES.get(first) ?? first;
  const command = listCommands(surroundings).find((candidate) => candidate.name === name);
  if (command === undefined) {
    err(`There is no command "${first}"; "proffer help" lists those there are.`);
    return 2;
  }
  if (args.includes('--help') || args.includes('-h')) {
    out(describeCommand(command));
    return 0;
  }
  try {
    return await command.run(args, createContext(surroundings));
  } catch (error) {
    const sentence = explainFailure(error);
    if (sentence === undefined) throw error;
    err(sentence);
    return 1;
  }
}
