import type { PageDeps } from '../page-deps.ts';
import { type Report, toReport } from './report.ts';
import { listReportRows } from './reports.store.ts';

/** `path`: null when the page was deleted since. */
export type ListedReport = {
  readonly report: Report;
  readonly path: string | null;
  readonly isTakenDown: boolean;
};

/** What visitors told the operator of, newest first. */
export async function listReports(deps: Pick<PageDeps, 'db' | 'sealer'>, limit: number): Promise<ListedReport[]> {
  const rows = await listReportRows(deps.db, limit);
  return rows.map(({ handle, slug, taken_down_at, ...row }) => ({
    report: toReport(deps.sealer, row),
    path: handle === null || slug === null ? null : `/${handle}/${slug}`,
    isTakenDown: taken_down_at !== null,
  }));
}
