import type { Scope } from '../accounts/index.ts';
import type { Page } from './page.ts';
import type { PageDeps } from './page-deps.ts';
import { toPage } from './page-row.ts';
import { pageNotFound } from './pages.errors.ts';
import { findPage } from './pages.store.ts';

/** Throws `not_found`. */
export async function readPage(
  { db, sealer }: Pick<PageDeps, 'db' | 'sealer'>,
  scope: Scope,
  id: string,
): Promise<Page> {
  const row = await findPage(db, scope, id);
  if (row === undefined) throw pageNotFound();
  return toPage(sealer, row);
}
