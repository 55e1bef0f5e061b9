import { putBlob } from '../platform/blobs/put-blob.ts';
import { BASE58, randomText } from '../platform/crypto/base-encoding.ts';
import type { Db } from '../platform/db/engine.ts';
import { isUniqueViolation } from '../platform/db/unique-violation.ts';
import { etagOf } from './content-etag.ts';
import type { Page, Visibility } from './page.ts';
import { type Access, planOf, scopeIn } from './page-access.ts';
import { takePage } from './page-counts.store.ts';
import type { PageDeps } from './page-deps.ts';
import { sealTitle } from './page-row.ts';
import { pageLimitReached, visibilityNotOnPlan } from './pages.errors.ts';
import { insertPage } from './pages.store.ts';
import { pageSlugUnique } from './pages.table.ts';
import { pathOfPage } from './present-page.ts';
import { recordPage } from './record-page.ts';
import type { HtmlContent, PageDetails } from './upload/upload.ts';
import { insertVersion } from './versions/page-versions.store.ts';

const SLUG_LENGTH = 10;
const ATTEMPTS_MAX = 5;
export const PAGE_BLOBS = 'pages';

/** Throws the source's 403 for a visibility that the plan of the workspace does not have. */
export function requireVisibility(
  deps: Pick<PageDeps, 'pagePlans'>,
  access: Access,
  visibility: Visibility,
): Visibility {
  if (!planOf(deps, access.workspace).visibilities.includes(visibility)) throw visibilityNotOnPlan(visibility);
  return visibility;
}

function draft(deps: PageDeps, access: Access, content: HtmlContent, details: PageDetails): Page {
  const { defaultVisibility } = planOf(deps, access.workspace);
  const nowMs = deps.clock.now();
  return {
    id: deps.ids.uuid(),
    scope: scopeIn(access),
    slug: randomText(BASE58, SLUG_LENGTH),
    title: details.title ?? content.derivedTitle,
    mode: details.mode ?? 'static',
    visibility: requireVisibility(deps, access, details.visibility ?? defaultVisibility),
    version: 1,
    fileSize: content.bytes.length,
    takenDownAtMs: null,
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
  };
}

async function insert(db: Db, deps: PageDeps, page: Page, content: HtmlContent, blobKey: string): Promise<void> {
  await insertPage(db, {
    id: page.id,
    workspace_id: page.scope.workspaceId,
    livemode: page.scope.livemode ? 1 : 0,
    slug: page.slug,
    title: sealTitle(deps.sealer, page.id, page.title),
    mode: page.mode,
    visibility: page.visibility,
    version: page.version,
    file_size: page.fileSize,
    taken_down_at: null,
    created_at: page.createdAtMs,
    updated_at: page.updatedAtMs,
  });
  await insertVersion(db, {
    page_id: page.id,
    number: page.version,
    blob_key: blobKey,
    file_size: page.fileSize,
    charset: content.charset,
    etag: etagOf(deps.keyring, content.bytes),
    restored_from: null,
    created_at: page.createdAtMs,
  });
}

/**
 * Makes a page of content that was checked. Throws `PAGE_LIMIT_REACHED` when the plan has no room for one more, and 403 for a visibility
 * that it does not have.
 */
export async function createPage(
  deps: PageDeps,
  access: Access,
  content: HtmlContent,
  details: PageDetails,
): Promise<Page> {
  const { pages: pagesMax } = planOf(deps, access.workspace);
  for (let attempt = 1; ; attempt++) {
    const page = draft(deps, access, content, details);
    const summary = `Page created: ${pathOfPage(page, access.workspace)}, ${page.visibility}, ${page.mode}, ${page.fileSize} bytes.`;
    try {
      await putBlob(deps, PAGE_BLOBS, content.bytes, async (transaction, blobKey) => {
        if (!(await takePage(transaction, page.scope, pagesMax))) throw pageLimitReached(pagesMax ?? 0);
        await insert(transaction, deps, page, content, blobKey);
        await recordPage(transaction, deps, access, page, { type: 'page.created', summary });
      });
      return page;
    } catch (error) {
      if (!isUniqueViolation(error, pageSlugUnique) || attempt === ATTEMPTS_MAX) throw error;
    }
  }
}
