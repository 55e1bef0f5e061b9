import { findPersonOfWorkspace } from '../accounts/index.ts';
import { doomBlobs } from '../platform/blobs/doomed-blobs.store.ts';
import { removeDoomedBlobs } from '../platform/blobs/sweep-blobs.ts';
import { countOfWorkspace } from '../platform/records/count-of-workspace.store.ts';
import { inIdPages } from '../platform/records/in-pages.ts';
import { toJsonLines } from '../platform/records/json-lines.ts';
import type { RecordFile, RecordKeeper } from '../platform/records/record-keeper.ts';
import { allVisits, markVisitsForgotten } from '../visits/index.ts';
import { listComments } from './comments/list-comments.ts';
import { presentComment } from './comments/present-comment.ts';
import { erasePersonTraces } from './erase-person-traces.ts';
import { listGrants } from './grants/list-grants.ts';
import { presentGrant } from './grants/present-grant.ts';
import type { Listed } from './list-pages.ts';
import type { Page } from './page.ts';
import { announcePageChange } from './page-changes.ts';
import type { PageDeps } from './page-deps.ts';
import { forgetPageCounts, listPagesOfWorkspace } from './page-records.store.ts';
import { toPage } from './page-row.ts';
import type { VersionObject } from './pages.schema.ts';
import { deletePageRow } from './pages.store.ts';
import type { PageRow } from './pages.table.ts';
import { presentVersion } from './present-page.ts';
import { readPageBytes } from './read-page-bytes.ts';
import { listVersions } from './versions/list-versions.ts';
import { listBlobKeys } from './versions/page-versions.store.ts';

const AT_ONCE = 100;

const allRows = ({ db }: PageDeps, workspaceId: string) =>
  inIdPages((afterId, limit) => listPagesOfWorkspace(db, workspaceId, afterId, limit));

async function* allPages(deps: PageDeps, workspaceId: string): AsyncGenerator<Page> {
  for await (const row of allRows(deps, workspaceId)) yield toPage(deps.sealer, row);
}

async function* allOf<Item>(list: (cursor: string | undefined) => Promise<Listed<Item>>): AsyncGenerator<Item> {
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await list(cursor);
    yield* items;
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
}

const versionsOf = (deps: PageDeps, page: Page) =>
  allOf((cursor) =>
    listVersions(deps, page, { limit: AT_ONCE, before: cursor === undefined ? undefined : Number(cursor) }),
  );

async function* describedPages(deps: PageDeps, workspaceId: string) {
  for await (const page of allPages(deps, workspaceId)) {
    const { scope, createdAtMs, updatedAtMs, takenDownAtMs, fileSize, ...rest } = page;
    const times = { created_at: new Date(createdAtMs).toISOString(), updated_at: new Date(updatedAtMs).toISOString() };
    const versions: VersionObject[] = [];
    for await (const version of versionsOf(deps, page)) versions.push(presentVersion(version));
    yield { ...rest, livemode: scope.livemode, file_size: fileSize, ...times, versions };
  }
}

async function* describedComments(deps: PageDeps, workspaceId: string) {
  for await (const page of allPages(deps, workspaceId)) {
    const comments = allOf((cursor) => listComments(deps, page, { limit: AT_ONCE, cursor }));
    for await (const comment of comments) yield presentComment(comment);
  }
}

async function* describedGrants(deps: PageDeps, workspaceId: string) {
  for await (const { id } of allPages(deps, workspaceId)) {
    const grants = allOf((cursor) => listGrants(deps, id, { limit: AT_ONCE, cursor }));
    for await (const grant of grants) yield { page_id: id, ...presentGrant(grant) };
  }
}

async function* views(deps: PageDeps, workspaceId: string) {
  for await (const { id } of allRows(deps, workspaceId)) yield* allVisits(deps.visits, id);
}

/** The bytes of every version, as they came. */
async function* contents(deps: PageDeps, workspaceId: string): AsyncGenerator<RecordFile> {
  for await (const page of allPages(deps, workspaceId)) {
    for await (const { number } of versionsOf(deps, page)) {
      const content = await readPageBytes(deps, page, number);
      if (content !== undefined) yield { path: `pages/content/${page.id}/${number}.html`, content: content.bytes };
    }
  }
}

/** Without opening it: what was altered can be erased too. */
async function erasePage(deps: PageDeps, page: PageRow): Promise<void> {
  const nowMs = deps.clock.now();
  const keys = await deps.db.transaction().execute(async (transaction) => {
    const blobKeys = await listBlobKeys(transaction, page.id);
    const scope = { workspaceId: page.workspace_id, livemode: page.livemode === 1 };
    if ((await deletePageRow(transaction, scope, page.id)) === undefined) return [];
    await doomBlobs(transaction, blobKeys, nowMs);
    await markVisitsForgotten(transaction, page.id, nowMs);
    await announcePageChange(transaction, page.id);
    return blobKeys;
  });
  deps.onPageChanged(page.id);
  await removeDoomedBlobs(deps, keys);
}

/** Pages with their content, comments and grants; of a person also what they left on the pages of others. */
export function pageRecords(deps: PageDeps): RecordKeeper {
  return {
    name: 'pages',
    count: async (workspaceId) => ({ pages: await countOfWorkspace(deps.db, 'pages', workspaceId) }),
    async *export(workspaceId) {
      yield* toJsonLines('pages/pages', describedPages(deps, workspaceId));
      yield* toJsonLines('pages/comments', describedComments(deps, workspaceId));
      yield* toJsonLines('pages/grants', describedGrants(deps, workspaceId));
      yield* toJsonLines('pages/views', views(deps, workspaceId));
      yield* contents(deps, workspaceId);
    },
    async erase(workspaceId, signal) {
      for await (const page of allRows(deps, workspaceId)) {
        if (signal.aborted) return;
        await erasePage(deps, page);
      }
      await forgetPageCounts(deps.db, workspaceId);
      const person = await findPersonOfWorkspace(deps, workspaceId);
      if (person !== undefined) await erasePersonTraces(deps, person);
    },
  };
}
