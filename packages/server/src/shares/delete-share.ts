import { announceChange } from '../platform/changes/announce-change.ts';
import type { Caller } from '../platform/events/caller.ts';
import { recordChange } from '../platform/events/record-change.ts';
import { markVisitsForgotten } from '../visits/index.ts';
import { describeShare } from './describe-share.ts';
import { toIso } from './present-share.ts';
import { type ShareDeps, shareSubject } from './share-deps.ts';
import { toShare } from './share-row.ts';
import { shareNotFound } from './shares.errors.ts';
import { deleteShareRow } from './shares.store.ts';

/** Deletes a share with its content and its visits, for good and at once. Returns when that was. Throws `not_found`. */
export async function deleteShare(deps: ShareDeps, caller: Caller, id: string): Promise<number> {
  const nowMs = deps.clock.now();
  await deps.db.transaction().execute(async (transaction) => {
    const row = await deleteShareRow(transaction, caller, id);
    if (row === undefined) throw shareNotFound();
    await markVisitsForgotten(transaction, id, nowMs);
    await recordChange(transaction, deps, caller, {
      type: 'share.deleted',
      subjectId: id,
      data: { id, deleted: toIso(nowMs) },
      summary: `Share deleted: ${describeShare(toShare(row))}.`,
    });
    await announceChange(transaction, shareSubject(id));
  });
  deps.openedShares.forget(id);
  await deps.visits.forget(id);
  return nowMs;
}
