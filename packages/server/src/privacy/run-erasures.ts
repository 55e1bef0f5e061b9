import { listUnfinishedErasures, updateErasure } from './erasures.store.ts';
import type { ErasureRow } from './erasures.table.ts';
import type { PrivacyDeps } from './privacy-deps.ts';
import type { CountsByKeeper } from './receipt.ts';

type Deps = Pick<PrivacyDeps, 'db' | 'clock' | 'log' | 'recordKeepers' | 'sweep'>;

async function countAll({ recordKeepers }: Deps, workspaceId: string): Promise<CountsByKeeper> {
  const counts: CountsByKeeper = {};
  for (const keeper of recordKeepers) counts[keeper.name] = { ...(await keeper.count(workspaceId)) };
  return counts;
}

async function erase(deps: Deps, erasure: ErasureRow, signal: AbortSignal): Promise<void> {
  const { id, workspace_id: workspaceId } = erasure;
  // Counted before anything goes, so that the receipt is right also when this is the second attempt.
  if (erasure.counts === null) {
    await updateErasure(deps.db, id, { counts: JSON.stringify(await countAll(deps, workspaceId)) });
  }
  for (const keeper of deps.recordKeepers) {
    await keeper.erase(workspaceId, signal);
    if (signal.aborted) return;
  }
  await deps.sweep(signal);
  if (signal.aborted) return;
  const leftOver = await countAll(deps, workspaceId);
  await updateErasure(deps.db, id, { left_over: JSON.stringify(leftOver), finished_at: deps.clock.now() });
  deps.log.info({ erasure: id.slice(0, 8) }, 'a workspace was erased');
}

/** Carries out what was requested. Cut short, it goes on where it was when it is called again. */
export async function runErasures(deps: Deps, signal: AbortSignal): Promise<void> {
  for (const erasure of await listUnfinishedErasures(deps.db)) {
    if (signal.aborted) return;
    await erase(deps, erasure, signal);
  }
}
