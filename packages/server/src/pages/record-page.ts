import type { Db } from '../platform/db/engine.ts';
import { recordChange } from '../platform/events/record-change.ts';
import type { Page } from './page.ts';
import type { Access } from './page-access.ts';
import { announcePageChange } from './page-changes.ts';
import type { PageDeps } from './page-deps.ts';
import { presentPage } from './present-page.ts';

type What = {
  readonly type: 'page.created' | 'page.updated' | 'page.deleted' | 'page.version_created';
  readonly summary: string;
};

type Deps = Pick<PageDeps, 'sealer' | 'clock' | 'ids' | 'publicUrl'>;

/** Records what happened to `page`, as it is now, and tells every node of it. To be called last in the transaction. */
export async function recordPage(
  db: Db,
  deps: Deps,
  access: Access,
  page: Page,
  { type, summary }: What,
): Promise<void> {
  const data = presentPage(page, access.workspace, deps.publicUrl);
  await recordChange(db, deps, access.caller, { type, summary, subjectId: page.id, data });
  await announcePageChange(db, page.id);
}
