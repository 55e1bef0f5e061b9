import { createVerifiedKeys, findWorkspace } from '../../accounts/index.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { requestErasure, toReceipt } from '../../privacy/index.ts';
import type { CommandContext } from '../command.ts';
import { readOptions, requireNoMore } from '../read-options.ts';
import { UsageError } from '../usage-error.ts';
import { withStore } from '../with-store.ts';

const OPTIONS = { workspace: { type: 'string' }, confirm: { type: 'string' } } as const;

export async function erase(args: readonly string[], context: CommandContext): Promise<void> {
  const { values, positionals } = readOptions(args, OPTIONS);
  requireNoMore(positionals);
  const { workspace: handle, confirm } = values;
  if (handle === undefined) throw new UsageError('Which workspace? --workspace is missing.');
  if (confirm !== handle)
    throw new UsageError('Nothing was erased: --confirm must repeat the handle of the workspace.');
  const erasure = await withStore(context, async (store) => {
    const workspace = await findWorkspace(store, handle);
    if (workspace === undefined) throw new AppError(FAILURES.notFound, `There is no workspace "${handle}".`);
    // The server's own memory of keys ends within seconds.
    return requestErasure({ ...store, verifiedKeys: createVerifiedKeys() }, workspace.id);
  });
  context.out(JSON.stringify(toReceipt(erasure), null, 2));
}
