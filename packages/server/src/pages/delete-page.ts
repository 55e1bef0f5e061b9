import { doomBlobs } from '../platform/blobs/doomed-blobs.store.ts';
import { removeDoomedBlobs } from '../platform/blobs/sweep-blobs.ts';
import { markVisitsForgotten } from '../visits/index.ts';
import { type Access, scopeIn } from './page-access.ts';
import { giveBackPage } from './page-counts.store.ts';
import type { PageDeps } from './page-deps.ts';
import { toPage } from './page-row.ts';
import { pageIsEvidence, pageNotFound } from './pages.errors.ts';
import { deletePageRow, lockPage } from './pages.store.ts';
import { pathOfPage } from './present-page.ts';
import { recordPage } from './record-page.ts';
import { listBlobKeys } from './versions/page-versions.store.ts';

/**
 * Deletes a page for good, with its bytes, versions, comments, grants and visits. Throws `not_found`, and
 * `forbidden` for one that the operator took down and keeps as evidence.
 */
export async function deletePage(deps: PageDeps, access: Access, id: string): Promise<void> {
  const scope = scopeIn(access);
  const nowMs = deps.clock.now();
  const blobKeys = await deps.db.transaction().execute(async (transaction) => {
    // Locked first: a version that is made at the same time is either among the keys or refused.
    const locked = await lockPage(transaction, scope, id);
    if (locked === undefined) throw pageNotFound();
    if (locked.taken_down_at !== null) throw pageIsEvidence();
    const keys = await listBlobKeys(transaction, id);
    const deleted = await deletePageRow(transaction, scope, id);
    if (deleted === undefined) throw pageNotFound();
    await doomBlobs(transaction, keys, nowMs);
    await giveBackPage(transaction, scope);
    await markVisitsForgotten(transaction, id, nowMs);
    const page = toPage(deps.sealer, deleted);
    const summary = `Page deleted: ${pathOfPage(page, access.workspace)}, with ${page.version} versions.`;
    await recordPage(transaction, deps, access, page, { type: 'page.deleted', summary });
    return keys;
  });
  deps.onPageChanged(id);
  await removeDoomedBlobs(deps, blobKeys);
  await deps.visits.forget(id);
}
