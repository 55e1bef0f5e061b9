import type { Page, PageVersion } from './page.ts';
import type { PageDeps } from './page-deps.ts';
import { toVersion } from './page-row.ts';
import { findVersion } from './versions/page-versions.store.ts';

export type PageContent = { readonly version: PageVersion; readonly bytes: Buffer };

/**
 * The very bytes of a version of a page; undefined when there is no such version. Throws `SealBroken` when they were altered, and
 * `unavailable` when the store is away.
 */
export async function readPageBytes(
  { db, blobs }: Pick<PageDeps, 'db' | 'blobs'>,
  page: Pick<Page, 'id'>,
  number: number,
): Promise<PageContent | undefined> {
  const row = await findVersion(db, page.id, number);
  if (row === undefined) return undefined;
  const version = toVersion(row);
  const bytes = await blobs.get(version.blobKey);
  if (bytes === undefined) throw new Error(`the bytes of version ${number} of page ${page.id} are not in the store`);
  return { version, bytes };
}
