import { recordChange } from '../../platform/events/record-change.ts';
import { type Access, scopeIn } from '../page-access.ts';
import { announcePageChange } from '../page-changes.ts';
import type { PageDeps } from '../page-deps.ts';
import { grantNotFound, pageNotFound } from '../pages.errors.ts';
import { lockPage } from '../pages.store.ts';
import { toGrant } from './grant.ts';
import { deleteGrantRow } from './page-grants.store.ts';

/** Takes a grant back: whoever read the page by it does so no more. Throws `not_found`. */
export async function revokeGrant(deps: PageDeps, access: Access, pageId: string, id: string): Promise<void> {
  await deps.db.transaction().execute(async (transaction) => {
    if ((await lockPage(transaction, scopeIn(access), pageId)) === undefined) throw pageNotFound();
    const row = await deleteGrantRow(transaction, pageId, id);
    if (row === undefined) throw grantNotFound();
    const summary = `Page no longer shared with ${toGrant(deps.sealer, row).email}.`;
    const data = { page_id: pageId, id };
    await recordChange(transaction, deps, access.caller, { type: 'page.unshared', summary, subjectId: pageId, data });
    await announcePageChange(transaction, pageId);
  });
  deps.onPageChanged(pageId);
}
