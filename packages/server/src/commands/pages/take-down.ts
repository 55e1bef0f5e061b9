import { takeDownPage } from '../../pages/index.ts';
import type { CommandContext } from '../command.ts';
import { readOptions, requireId } from '../read-options.ts';
import { UsageError } from '../usage-error.ts';
import { withStore } from '../with-store.ts';
import { requirePageId } from './which-page.ts';

const OPTIONS = { reason: { type: 'string' } } as const;
const REASON_MAX = 500;

export async function takeDown(args: readonly string[], context: CommandContext): Promise<void> {
  const { values, positionals } = readOptions(args, OPTIONS);
  const name = requireId(positionals, 'Which page? Its id or its address is missing.');
  const reason = values.reason?.trim() ?? '';
  if (reason === '' || reason.length > REASON_MAX) {
    throw new UsageError(`Why? --reason must say it, in at most ${REASON_MAX} characters.`);
  }
  const id = await withStore(context, async (store) => {
    const pageId = await requirePageId(store, name);
    await takeDownPage(store, pageId, reason);
    return pageId;
  });
  context.out(`${id} is down. "proffer pages restore ${id}" puts it back.`);
}
