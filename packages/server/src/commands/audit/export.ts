import { findFirstWorkspace, findWorkspace } from '../../accounts/index.ts';
import { allEntries, EXPORT_FORMATS, writeEntries } from '../../audit/index.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import type { CommandContext, Store } from '../command.ts';
import { readOptions, requireNoMore, requireOneOf } from '../read-options.ts';
import { withStore } from '../with-store.ts';

const OPTIONS = { workspace: { type: 'string' }, format: { type: 'string' }, test: { type: 'boolean' } } as const;

async function idOf(store: Store, handle: string | undefined): Promise<string> {
  const workspace = await (handle === undefined ? findFirstWorkspace(store) : findWorkspace(store, handle));
  if (workspace !== undefined) return workspace.id;
  throw new AppError(
    FAILURES.notFound,
    handle === undefined ? 'There is no workspace yet.' : `There is no workspace "${handle}".`,
  );
}

export async function exportEntries(args: readonly string[], context: CommandContext): Promise<void> {
  const { values, positionals } = readOptions(args, OPTIONS);
  requireNoMore(positionals);
  const format = requireOneOf('--format', values.format ?? 'jsonl', EXPORT_FORMATS);
  await withStore(context, async (store) => {
    const scope = { workspaceId: await idOf(store, values.workspace), livemode: values.test !== true };
    for await (const line of writeEntries(allEntries(store, scope, {}), format)) context.out(line);
  });
}
