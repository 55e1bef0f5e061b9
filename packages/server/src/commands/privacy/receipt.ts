import { readReceipt } from '../../privacy/index.ts';
import type { CommandContext } from '../command.ts';
import { readOptions, requireId } from '../read-options.ts';
import { withStore } from '../with-store.ts';

export async function receipt(args: readonly string[], context: CommandContext): Promise<void> {
  const { positionals } = readOptions(args, {});
  const id = requireId(positionals, 'Which erasure? Its id is missing; "proffer privacy erase" has printed it.');
  context.out(JSON.stringify(await withStore(context, (store) => readReceipt(store, id)), null, 2));
}
