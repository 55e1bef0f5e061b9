import { AppError } from '../platform/http/app-error.ts';
import type { Command, CommandContext } from './command.ts';
import { UsageError } from './usage-error.ts';

export type Action = (args: readonly string[], context: CommandContext) => Promise<void>;

type Group = {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  /** By the word behind the name of the group. Loaded only when asked for: half of a short command's time went into the others. */
  readonly actions: Readonly<Record<string, () => Promise<Action>>>;
};

/** A command with commands of its own, such as `proffer keys list`. What it refuses is a sentence, and no stack. */
export function createGroupCommand({ name, summary, usage, actions }: Group): Command {
  return {
    name,
    summary,
    usage,
    async run([word = '', ...args], context) {
      const load = Object.hasOwn(actions, word) ? actions[word] : undefined;
      if (load === undefined) {
        context.err(`${word === '' ? '' : `"proffer ${name}" does not know "${word}".\n\n`}Usage: ${usage}`);
        return 2;
      }
      try {
        const act = await load();
        await act(args, context);
        return 0;
      } catch (error) {
        if (!(error instanceof UsageError || error instanceof AppError)) throw error;
        context.err(error.message);
        return error instanceof UsageError ? 2 : 1;
      }
    },
  };
}
