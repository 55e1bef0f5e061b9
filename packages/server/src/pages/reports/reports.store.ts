import type { Db } from '../../platform/db/engine.ts';
import type { PageRow } from '../pages.table.ts';
import type { PageReportRow, PageTakeDownTable } from './page-reports.table.ts';

// The operator's, who has no workspace: nothing here has a scope.

export async function insertReport(db: Db, row: PageReportRow): Promise<void> {
  await db.insertInto('page_reports').values(row).execute();
}

export type ReportedRow = PageReportRow & {
  /** Of the page as it is now; null when it was deleted since. */
  readonly slug: string | null;
  readonly handle: string | null;
  readonly taken_down_at: number | null;
};

/** Newest first. */
export function listReportRows(db: Db, limit: number): Promise<ReportedRow[]> {
  return db
    .selectFrom('page_reports')
    .leftJoin('pages', 'pages.id', 'page_reports.page_id')
    .leftJoin('workspaces', 'workspaces.id', 'pages.workspace_id')
    .selectAll('page_reports')
    .select(['pages.slug', 'pages.taken_down_at', 'workspaces.handle'])
    .orderBy('page_reports.created_at', 'desc')
    .orderBy('page_reports.id', 'desc')
    .limit(limit)
    .execute();
}

export function findAnyPage(db: Db, id: string): Promise<PageRow | undefined> {
  return db.selectFrom('pages').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Takes it down unless it is down already. */
export function takeDownRow(db: Db, pageId: string, nowMs: number): Promise<PageRow | undefined> {
  return db
    .updateTable('pages')
    .set({ taken_down_at: nowMs })
    .where('id', '=', pageId)
    .where('taken_down_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
}

/** Puts it back unless it is not down. */
export function restoreRow(db: Db, pageId: string): Promise<PageRow | undefined> {
  return db
    .updateTable('pages')
    .set({ taken_down_at: null })
    .where('id', '=', pageId)
    .where('taken_down_at', 'is not', null)
    .returningAll()
    .executeTakeFirst();
}

export async function insertTakeDown(db: Db, row: PageTakeDownTable): Promise<void> {
  await db.insertInto('page_take_downs').values(row).execute();
}

export async function endTakeDowns(db: Db, pageId: string, nowMs: number): Promise<void> {
  await db
    .updateTable('page_take_downs')
    .set({ restored_at: nowMs })
    .where('page_id', '=', pageId)
    .where('restored_at', 'is', null)
    .execute();
}
