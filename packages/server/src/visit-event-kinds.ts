import type { VisitEventKind } from './visits/index.ts';

/** What visits are told as. A view of a share with a limit is told by the transaction that spends it. */
export const VISIT_EVENT_KINDS: readonly VisitEventKind[] = [
  { type: 'link.clicked', table: 'links', idField: 'link_id' },
  { type: 'share.viewed', table: 'shares', unlessColumn: 'max_views', idField: 'share_id' },
  { type: 'page.viewed', table: 'pages', idField: 'page_id' },
];
