import { expectPerson } from '../../accounts/index.ts';
import type { Db } from '../../platform/db/engine.ts';
import { recordChange } from '../../platform/events/record-change.ts';
import { enqueueMail } from '../../platform/mail/enqueue-mail.ts';
import { requireVisibility } from '../create-page.ts';
import type { Page } from '../page.ts';
import { type Access, scopeIn } from '../page-access.ts';
import { announcePageChange } from '../page-changes.ts';
import type { PageDeps } from '../page-deps.ts';
import { toPage } from '../page-row.ts';
import { pageNotFound } from '../pages.errors.ts';
import { lockPage, updatePageRow } from '../pages.store.ts';
import { tagEmail } from './email-tag.ts';
import { type Grant, sealGrantEmail, toGrant } from './grant.ts';
import { writeGrantMail } from './grant-mail.ts';
import { findGrantByEmail, insertGrant } from './page-grants.store.ts';
import { presentGrant } from './present-grant.ts';

/** A grant that nobody could use would be a promise that is not kept: a private page becomes a shared one. */
async function openToGrants(db: Db, deps: PageDeps, access: Access, page: Page): Promise<void> {
  if (page.visibility !== 'private') return;
  const visibility = requireVisibility(deps, access, 'shared');
  await updatePageRow(db, scopeIn(access), page.id, { visibility, updated_at: deps.clock.now() });
}

async function insert(db: Db, deps: PageDeps, page: Page, email: string): Promise<Grant | undefined> {
  const id = deps.ids.uuid();
  const createdAtMs = deps.clock.now();
  const isNew = await insertGrant(db, {
    id,
    page_id: page.id,
    email: sealGrantEmail(deps.sealer, id, email),
    email_tag: tagEmail(deps.keyring, email),
    status: 'pending',
    person_id: null,
    activated_at: null,
    created_at: createdAtMs,
  });
  return isNew ? { id, pageId: page.id, email, status: 'pending', createdAtMs } : undefined;
}

/**
 * Lets the holder of an address read a page, and tells them by mail where there is a mail server. The same address again gives the
 * same grant, and no second mail. Throws `not_found`, and 403 for a private page on a plan without shared ones.
 */
export async function sharePage(deps: PageDeps, access: Access, id: string, email: string): Promise<Grant> {
  const grant = await deps.db.transaction().execute(async (transaction) => {
    const row = await lockPage(transaction, scopeIn(access), id);
    if (row === undefined) throw pageNotFound();
    const page = toPage(deps.sealer, row);
    await openToGrants(transaction, deps, access, page);
    const made = await insert(transaction, deps, page, email);
    if (made === undefined) {
      const earlier = await findGrantByEmail(transaction, id, tagEmail(deps.keyring, email));
      if (earlier === undefined) throw new Error('a grant that was there is gone');
      return toGrant(deps.sealer, earlier);
    }
    await expectPerson(transaction, deps, email);
    await enqueueMail(transaction, deps, writeGrantMail(email, page, access.workspace, deps.publicUrl));
    const data = { page_id: id, ...presentGrant(made) };
    const summary = `Page shared with ${email}.`;
    await recordChange(transaction, deps, access.caller, { type: 'page.shared', summary, subjectId: id, data });
    await announcePageChange(transaction, id);
    return made;
  });
  deps.onPageChanged(id);
  return grant;
}
