import type { Selectable } from 'kysely';
import type { ReportReason } from './report.ts';

declare module '../../platform/db/tables.ts' {
  interface Database {
    page_reports: PageReportTable;
    page_take_downs: PageTakeDownTable;
  }
}

/** `details` and `email` are sealed. Both tables outlive the page. Times are Unix ms. */
export type PageReportTable = {
  id: string;
  page_id: string;
  version: number;
  reason: ReportReason;
  details: Uint8Array;
  email: Uint8Array | null;
  created_at: number;
};

/** `reason`: what the operator said, sealed. `restored_at`: null while the page is down. */
export type PageTakeDownTable = {
  id: string;
  page_id: string;
  reason: Uint8Array;
  taken_down_at: number;
  restored_at: number | null;
};

export type PageReportRow = Selectable<PageReportTable>;
