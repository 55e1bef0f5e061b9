import { issueSignInLink } from '../../accounts/index.ts';
import type { CommandContext } from '../command.ts';
import { readOptions, requireId } from '../read-options.ts';
import { withStore } from '../with-store.ts';

export async function link(args: readonly string[], context: CommandContext): Promise<void> {
  const { positionals } = readOptions(args, {});
  const name = requireId(positionals, 'Who? Their username or e-mail address is missing.');
  const { publicUrl } = context.config.http;
  context.out(await withStore(context, (store) => issueSignInLink(store, name, publicUrl)));
}
