import { announceChange } from '../platform/changes/announce-change.ts';
import type { Caller } from '../platform/events/caller.ts';
import { countVisits, markVisitsForgotten } from '../visits/index.ts';
import { describeDeletedLink } from './describe-link-change.ts';
import { type LinkDeps, linkSubject } from './link-deps.ts';
import { linkNotFound } from './links.errors.ts';
import { deleteLinkRow } from './links.store.ts';
import { recordLink } from './record-link.ts';
import { openLink } from './sealed-link.ts';

/**
 * Deletes a link for good, with its visits. The slug answers 404 from then on, at once here and within a second on other
 * nodes. Throws `not_found`.
 */
export async function deleteLink(deps: LinkDeps, caller: Caller, id: string): Promise<void> {
  const address = await deps.db.transaction().execute(async (transaction) => {
    const deleted = await deleteLinkRow(transaction, caller, id);
    if (deleted === undefined) throw linkNotFound();
    const link = openLink(deps.sealer, deleted);
    const clicks = (await countVisits(transaction, [id])).get(id) ?? 0;
    const what = { type: 'link.deleted', summary: describeDeletedLink(link), clicks } as const;
    await markVisitsForgotten(transaction, id, deps.clock.now());
    await announceChange(transaction, linkSubject(deleted));
    await recordLink(transaction, deps, caller, link, what);
    return deleted;
  });
  deps.onAddressChanged(address);
  await deps.visits.forget(id);
}
