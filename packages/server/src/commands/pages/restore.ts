import { restorePage } from '../../pages/index.ts';
import type { CommandContext } from '../command.ts';
import { readOptions, requireId } from '../read-options.ts';
import { withStore } from '../with-store.ts';
import { requirePageId } from './which-page.ts';

export async function restore(args: readonly string[], context: CommandContext): Promise<void> {
  const { positionals } = readOptions(args, {});
  const name = requireId(positionals, 'Which page? Its id or its address is missing.');
  const id = await withStore(context, async (store) => {
    const pageId = await requirePageId(store, name);
    await restorePage(store, pageId);
    return pageId;
  });
  context.out(`${id} is shown again to whoever may see it.`);
}
