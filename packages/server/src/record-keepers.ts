import { peopleRecords, workspaceRecords } from './accounts/index.ts';
import { type LinkDeps, linkRecords } from './links/index.ts';
import { type PageDeps, pageRecords } from './pages/index.ts';
import { eventRecords } from './platform/events/event-records.ts';
import type { RecordKeeper } from './platform/records/record-keeper.ts';
import { type ShareDeps, shareRecords } from './shares/index.ts';
import { webhookRecords } from './webhooks/index.ts';

/** Who keeps anything of a workspace, in the order in which it is erased: what others hang on comes last. */
export function createRecordKeepers(deps: LinkDeps & ShareDeps & PageDeps): readonly RecordKeeper[] {
  return [
    linkRecords(deps),
    shareRecords(deps),
    pageRecords(deps),
    webhookRecords(deps),
    // Behind everything that records what it does.
    eventRecords(deps),
    peopleRecords(deps),
    workspaceRecords(deps),
  ];
}
