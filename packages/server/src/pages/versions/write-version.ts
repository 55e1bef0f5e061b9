import { putBlob } from '../../platform/blobs/put-blob.ts';
import type { Db } from '../../platform/db/engine.ts';
import { etagOf } from '../content-etag.ts';
import { PAGE_BLOBS } from '../create-page.ts';
import type { Page, PageVersion } from '../page.ts';
import { type Access, scopeIn } from '../page-access.ts';
import type { PageDeps } from '../page-deps.ts';
import { toPage, toVersion } from '../page-row.ts';
import { pageNotFound, versionMoved, versionNotFound } from '../pages.errors.ts';
import { advanceVersion, findPage } from '../pages.store.ts';
import { pathOfPage } from '../present-page.ts';
import { recordPage } from '../record-page.ts';
import type { HtmlContent } from '../upload/upload.ts';
import { findVersion, insertVersion } from './page-versions.store.ts';

/** Versions of which the page must be at one; undefined for any. */
export type Expected = readonly number[] | undefined;

type NewVersion = Pick<PageVersion, 'blobKey' | 'fileSize' | 'charset' | 'etag' | 'restoredFrom'>;

async function advance(
  db: Db,
  deps: PageDeps,
  access: Access,
  id: string,
  version: NewVersion,
  expected: Expected,
): Promise<Page> {
  const nowMs = deps.clock.now();
  const row = await advanceVersion(db, scopeIn(access), id, { expected, fileSize: version.fileSize, nowMs });
  if (row === undefined) {
    const current = await findPage(db, scopeIn(access), id);
    throw current === undefined ? pageNotFound() : versionMoved(current.version);
  }
  await insertVersion(db, {
    page_id: id,
    number: row.version,
    blob_key: version.blobKey,
    file_size: version.fileSize,
    charset: version.charset,
    etag: version.etag,
    restored_from: version.restoredFrom,
    created_at: nowMs,
  });
  const page = toPage(deps.sealer, row);
  const origin = version.restoredFrom === null ? '' : `, restored from version ${version.restoredFrom}`;
  const summary = `Page at version ${page.version}: ${pathOfPage(page, access.workspace)}, ${page.fileSize} bytes${origin}.`;
  await recordPage(db, deps, access, page, { type: 'page.version_created', summary });
  return page;
}

/** Gives a page new content under its address. Throws `not_found`, and `VERSION_CONFLICT` when it is at none of `expected`. */
export async function writeVersion(
  deps: PageDeps,
  access: Access,
  id: string,
  content: HtmlContent,
  expected: Expected,
): Promise<Page> {
  const { bytes, charset } = content;
  const version = { fileSize: bytes.length, charset, etag: etagOf(deps.keyring, bytes), restoredFrom: null };
  const page = await putBlob(deps, PAGE_BLOBS, bytes, (transaction, blobKey) =>
    advance(transaction, deps, access, id, { ...version, blobKey }, expected),
  );
  deps.onPageChanged(id);
  return page;
}

/** Makes the content of an earlier version the newest one. The bytes are those of before, and are kept once. */
export async function restoreVersion(
  deps: PageDeps,
  access: Access,
  id: string,
  number: number,
  expected: Expected,
): Promise<Page> {
  const page = await deps.db.transaction().execute(async (transaction) => {
    const row = await findVersion(transaction, id, number);
    if (row === undefined) throw versionNotFound();
    return advance(transaction, deps, access, id, { ...toVersion(row), restoredFrom: number }, expected);
  });
  deps.onPageChanged(id);
  return page;
}
