import { createVerifiedKeys, findAnyKey, revokeKey } from '../../accounts/index.ts';
import { OPERATOR } from '../../platform/events/caller.ts';
import type { CommandContext } from '../command.ts';
import { readOptions, requireId } from '../read-options.ts';
import { withStore } from '../with-store.ts';
import { WHICH_KEY } from './which-key.ts';

export async function revoke(args: readonly string[], context: CommandContext): Promise<void> {
  const id = requireId(readOptions(args, {}).positionals, WHICH_KEY);
  await withStore(context, async (store) => {
    const { key } = await findAnyKey(store, id);
    await revokeKey({ ...store, verifiedKeys: createVerifiedKeys() }, { ...key.scope, actor: OPERATOR }, key.id);
  });
  context.out(`${id} is revoked: every server refuses it within 5 seconds.`);
}
