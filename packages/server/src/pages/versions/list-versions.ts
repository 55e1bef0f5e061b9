import type { Listed } from '../list-pages.ts';
import type { Page, PageVersion } from '../page.ts';
import type { PageDeps } from '../page-deps.ts';
import { toVersion } from '../page-row.ts';
import { listVersionRows } from './page-versions.store.ts';

/** Newest first, those below `before` when given. The cursor is the number of a version. */
export async function listVersions(
  { db }: Pick<PageDeps, 'db'>,
  page: Pick<Page, 'id'>,
  { limit, before }: { readonly limit: number; readonly before: number | undefined },
): Promise<Listed<PageVersion>> {
  const rows = await listVersionRows(db, page.id, { limit: limit + 1, before });
  const items = rows.slice(0, limit).map(toVersion);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? String(last.number) : null };
}
