import type { Sealer } from '../crypto/seal.ts';
import type { Db } from '../db/engine.ts';
import { countOfWorkspace } from '../records/count-of-workspace.store.ts';
import { inPages } from '../records/in-pages.ts';
import { toJsonLines } from '../records/json-lines.ts';
import type { RecordKeeper } from '../records/record-keeper.ts';
import { deleteEventsOfWorkspace, listEntriesOfWorkspace, listEventsOfWorkspace } from './event-records.store.ts';
import { openData, openSummary } from './sealed-event.ts';

/** What happened in a workspace: its events and its audit. */
export function eventRecords({ db, sealer }: { readonly db: Db; readonly sealer: Sealer }): RecordKeeper {
  async function* events(workspaceId: string) {
    const read = (after: number, limit: number) => listEventsOfWorkspace(db, workspaceId, after, limit);
    for await (const row of inPages({ start: 0, keyOf: ({ sequence }) => sequence, read })) {
      const { id, sequence, type, subject_id, livemode, created_at } = row;
      const data: unknown = JSON.parse(openData(sealer, row));
      const at = new Date(created_at).toISOString();
      yield { id, sequence, type, subject_id, livemode: livemode === 1, created_at: at, data };
    }
  }
  async function* entries(workspaceId: string) {
    const read = (after: number, limit: number) => listEntriesOfWorkspace(db, workspaceId, after, limit);
    for await (const row of inPages({ start: 0, keyOf: ({ number }) => number, read })) {
      const { summary, summary_fingerprint, workspace_id, livemode, at, ...columns } = row;
      const words = openSummary(sealer, { summary, summary_fingerprint });
      yield { ...columns, livemode: livemode === 1, at: new Date(at).toISOString(), summary: words };
    }
  }
  return {
    name: 'events',
    count: async (workspaceId) => ({
      events: await countOfWorkspace(db, 'events', workspaceId),
      audit_entries: await countOfWorkspace(db, 'audit_entries', workspaceId),
    }),
    async *export(workspaceId) {
      yield* toJsonLines('events/events', events(workspaceId));
      yield* toJsonLines('events/audit', entries(workspaceId));
    },
    erase: (workspaceId) => deleteEventsOfWorkspace(db, workspaceId),
  };
}
