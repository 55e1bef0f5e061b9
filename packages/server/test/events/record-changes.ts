import type { Caller } from '../../src/platform/events/caller.ts';
import { type Change, type RecordDeps, recordChange } from '../../src/platform/events/record-change.ts';
import type { TestDatabase } from '../harness/database.ts';

export const ADMIN: Caller = {
  workspaceId: 'wsp_ours',
  livemode: true,
  actor: { kind: 'key', id: 'key_admin', address: '203.0.113.0' },
};

export const LAUNCH: Change = {
  type: 'link.created',
  subjectId: 'lnk_launch',
  data: { id: 'lnk_launch', slug: 'launch' },
  summary: 'Link created: /launch.',
};

/** Records each change in a transaction of its own, all at once. */
export async function recordAtOnce(
  { db }: Pick<TestDatabase, 'db'>,
  deps: RecordDeps,
  caller: Caller,
  changes: readonly Change[],
): Promise<void> {
  await Promise.all(
    changes.map((change) => db.transaction().execute((transaction) => recordChange(transaction, deps, caller, change))),
  );
}
