import type { Command } from './command.ts';

function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  const lines = commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`);
  return ['Usage: proffer [command]', '', ...lines, '', 'More on one: proffer help <command>'].join('\n');
}

export function describeCommand(command: Command): string {
  return `${command.summary}\n\nUsage: ${command.usage}`;
}

/** `commands` is asked when the command runs, as the list holds this command too. */
export function createHelpCommand(commands: () => readonly Command[]): Command {
  return {
    name: 'help',
    summary: 'Shows this, or how to use one command.',
    usage: 'proffer help [command]',
    async run([name], { out, err }) {
      const command = commands().find((candidate) => candidate.name === name);
      if (name !== undefined && command === undefined) {
        err(`There is no command "${name}".\n\n${overview(commands())}`);
        return 2;
      }
      out(command === undefined ? overview(commands()) : describeCommand(command));
      return 0;
    },
  };
}
