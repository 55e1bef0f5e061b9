import type { Scope } from '../accounts/index.ts';
import { announceChange } from '../platform/changes/announce-change.ts';
import { markVisitsForgotten } from '../visits/index.ts';
import { type LinkDeps, linkSubject } from './link-deps.ts';
import { linkNotFound } from './links.errors.ts';
import { deleteLinkRow } from './links.store.ts';

/**
 * Deletes a link for good, with its visits. The slug answers 404 from then on, at once here and within a second on other
 * nodes. Throws `not_found`.
 */
export async function deleteLink(deps: LinkDeps, scope: Scope, id: string): Promise<void> {
  const address = await deps.db.transaction().execute(async (transaction) => {
    const deleted = await deleteLinkRow(transaction, scope, id);
    if (deleted === undefined) throw linkNotFound();
    await markVisitsForgotten(transaction, id, deps.clock.now());
    await announceChange(transaction, linkSubject(deleted));
    return deleted;
  });
  deps.onAddressChanged(address);
  await deps.visits.forget(id);
}
