import { requireVisibility } from './create-page.ts';
import type { Page, Visibility } from './page.ts';
import { type Access, scopeIn } from './page-access.ts';
import type { PageDeps } from './page-deps.ts';
import { sealTitle, toPage } from './page-row.ts';
import { pageNotFound } from './pages.errors.ts';
import { lockPage, type PageChange, updatePageRow } from './pages.store.ts';
import { pathOfPage } from './present-page.ts';
import { recordPage } from './record-page.ts';

/** Only what is given changes. */
export type PageUpdate = { readonly title?: string | undefined; readonly visibility?: Visibility | undefined };

function describe(before: Page, after: Page): string {
  const changes = (['title', 'visibility'] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) => `${field} from ${JSON.stringify(before[field])} to ${JSON.stringify(after[field])}`);
  return changes.length === 0 ? 'nothing' : changes.join(', ');
}

/** Throws `not_found`, and 403 for a visibility that the plan does not have. */
export async function updatePage(deps: PageDeps, access: Access, id: string, update: PageUpdate): Promise<Page> {
  const change: PageChange = { updated_at: deps.clock.now() };
  if (update.title !== undefined) change.title = sealTitle(deps.sealer, id, update.title);
  if (update.visibility !== undefined) change.visibility = requireVisibility(deps, access, update.visibility);
  const page = await deps.db.transaction().execute(async (transaction) => {
    const before = await lockPage(transaction, scopeIn(access), id);
    const row = before && (await updatePageRow(transaction, scopeIn(access), id, change));
    if (before === undefined || row === undefined) throw pageNotFound();
    const changed = toPage(deps.sealer, row);
    const what = describe(toPage(deps.sealer, before), changed);
    const summary = `Page changed: ${pathOfPage(changed, access.workspace)}, ${what}.`;
    await recordPage(transaction, deps, access, changed, { type: 'page.updated', summary });
    return changed;
  });
  deps.onPageChanged(id);
  return page;
}
