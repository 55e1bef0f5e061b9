import type { Db } from '../../platform/db/engine.ts';
import { OPERATOR } from '../../platform/events/caller.ts';
import { recordChange } from '../../platform/events/record-change.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { announcePageChange } from '../page-changes.ts';
import type { PageDeps } from '../page-deps.ts';
import type { PageRow } from '../pages.table.ts';
import { endTakeDowns, findAnyPage, insertTakeDown, restoreRow, takeDownRow } from './reports.store.ts';

type Deps = Pick<PageDeps, 'db' | 'sealer' | 'clock' | 'ids'>;

async function record(db: Db, deps: Deps, row: PageRow, type: 'page.taken_down' | 'page.put_back', summary: string) {
  const caller = { workspaceId: row.workspace_id, livemode: row.livemode === 1, actor: OPERATOR };
  await recordChange(db, deps, caller, { type, summary, subjectId: row.id, data: { id: row.id } });
  await announcePageChange(db, row.id);
}

/** Why a guarded change found nothing to do. */
async function refuse(db: Db, pageId: string, sentence: string): Promise<AppError> {
  return (await findAnyPage(db, pageId)) === undefined
    ? new AppError(FAILURES.notFound, 'There is no such page.')
    : new AppError(FAILURES.conflict, sentence);
}

/**
 * Takes a page down by the operator's word: nobody is shown it any more, its owner included, and its bytes, versions and record stay as
 * evidence. Throws `not_found`, and `conflict` when it is down already.
 */
export async function takeDownPage(deps: Deps, pageId: string, reason: string): Promise<void> {
  const nowMs = deps.clock.now();
  await deps.db.transaction().execute(async (transaction) => {
    const row = await takeDownRow(transaction, pageId, nowMs);
    if (row === undefined) throw await refuse(transaction, pageId, 'This page is down already.');
    const id = deps.ids.uuid();
    const sealed = deps.sealer.seal(reason, { table: 'page_take_downs', column: 'reason', row: id });
    await insertTakeDown(transaction, { id, page_id: pageId, reason: sealed, taken_down_at: nowMs, restored_at: null });
    await record(transaction, deps, row, 'page.taken_down', `Page taken down by the operator: ${reason}`);
  });
}

/** The page is as it was before it was taken down. Throws `not_found`, and `conflict` when it is not down. */
export async function restorePage(deps: Deps, pageId: string): Promise<void> {
  const nowMs = deps.clock.now();
  await deps.db.transaction().execute(async (transaction) => {
    const row = await restoreRow(transaction, pageId);
    if (row === undefined) throw await refuse(transaction, pageId, 'This page is not down.');
    await endTakeDowns(transaction, pageId, nowMs);
    await record(transaction, deps, row, 'page.put_back', 'Page put back by the operator.');
  });
}
