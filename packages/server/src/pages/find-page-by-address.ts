import { findWorkspace, type Workspace } from '../accounts/index.ts';
import type { Page, PageVersion } from './page.ts';
import { findPageBySlug } from './page-address.store.ts';
import type { PageDeps } from './page-deps.ts';
import { toPage, toVersion } from './page-row.ts';
import { findVersion } from './versions/page-versions.store.ts';

export type AddressedPage = { readonly page: Page; readonly workspace: Workspace; readonly current: PageVersion };

/** The page at `/<username>/<slug>` with its owner and its current version. Decides nothing: ask `mayRead` before showing it. */
export async function findPageByAddress(
  { db, sealer }: Pick<PageDeps, 'db' | 'sealer'>,
  { username, slug }: { readonly username: string; readonly slug: string },
): Promise<AddressedPage | undefined> {
  const workspace = await findWorkspace({ db }, username);
  const row = workspace && (await findPageBySlug(db, workspace.id, slug));
  const version = row && (await findVersion(db, row.id, row.version));
  if (workspace === undefined || row === undefined || version === undefined) return undefined;
  return { page: toPage(sealer, row), workspace, current: toVersion(version) };
}
