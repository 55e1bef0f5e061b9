import { findWorkspace, listAnyKeys, type OperatorKey, presentKey } from '../../accounts/index.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import type { CommandContext, Store } from '../command.ts';
import { readOptions, requireNoMore } from '../read-options.ts';
import { withStore } from '../with-store.ts';
import { describeKeys } from './describe-keys.ts';

const OPTIONS = { workspace: { type: 'string' }, json: { type: 'boolean' } } as const;

async function readKeys(store: Store, handle: string | undefined): Promise<OperatorKey[]> {
  if (handle !== undefined && (await findWorkspace(store, handle)) === undefined) {
    throw new AppError(FAILURES.notFound, `There is no workspace "${handle}".`);
  }
  return listAnyKeys(store, handle);
}

function toJson(keys: readonly OperatorKey[]): string {
  return JSON.stringify({
    data: keys.map(({ key, workspace }) => ({ ...presentKey(key), username: workspace.handle })),
  });
}

export async function list(args: readonly string[], context: CommandContext): Promise<void> {
  const { values, positionals } = readOptions(args, OPTIONS);
  requireNoMore(positionals);
  const { keys, nowMs } = await withStore(context, async (store) => ({
    keys: await readKeys(store, values.workspace),
    nowMs: store.clock.now(),
  }));
  context.out(values.json === true ? toJson(keys) : describeKeys(keys, nowMs));
}
