import type { Sealer } from '../../platform/crypto/seal.ts';
import type { PageReportRow } from './page-reports.table.ts';

/** What a visitor can say is wrong with a page. */
export const REPORT_REASONS = ['phishing', 'malware', 'illegal', 'personal-data', 'copyright', 'other'] as const;
export type ReportReason = (typeof REPORT_REASONS)[number];

export type Report = {
  readonly id: string;
  readonly pageId: string;
  /** The version that the page was at. */
  readonly version: number;
  readonly reason: ReportReason;
  readonly details: string;
  readonly email: string | null;
  readonly createdAtMs: number;
};

const placeOf = (column: 'details' | 'email', id: string) => ({ table: 'page_reports', column, row: id });

export function toReportRow(sealer: Sealer, report: Report): PageReportRow {
  const { id, email } = report;
  return {
    id,
    page_id: report.pageId,
    version: report.version,
    reason: report.reason,
    details: sealer.seal(report.details, placeOf('details', id)),
    email: email === null ? null : sealer.seal(email, placeOf('email', id)),
    created_at: report.createdAtMs,
  };
}

/** Throws `SealBroken` when what is stored was altered. */
export function toReport(sealer: Sealer, row: PageReportRow): Report {
  const { id, email } = row;
  return {
    id,
    pageId: row.page_id,
    version: row.version,
    reason: row.reason,
    details: sealer.open(row.details, placeOf('details', id)).toString('utf8'),
    email: email === null ? null : sealer.open(email, placeOf('email', id)).toString('utf8'),
    createdAtMs: row.created_at,
  };
}
