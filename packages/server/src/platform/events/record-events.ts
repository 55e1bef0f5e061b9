import type { Db } from '../db/engine.ts';
import { insertEventRows, takeSequence } from './event-batch.store.ts';
import type { EventType } from './event-types.ts';
import type { RecordDeps } from './record-change.ts';
import { sealData } from './sealed-event.ts';

/** One thing that happened, and that nobody has to answer for: no entry of the audit. */
export type Happening = { readonly type: EventType; readonly subjectId: string; readonly data: object };

type Where = { readonly workspaceId: string; readonly livemode: boolean };

/** Writes events into the transaction of `db`, all of one workspace and mode. Call it late, as `recordChange`. */
export async function recordEvents(
  db: Db,
  { sealer, clock, ids }: RecordDeps,
  { workspaceId, livemode }: Where,
  happenings: readonly Happening[],
): Promise<void> {
  if (happenings.length === 0) return;
  const first = (await takeSequence(db, workspaceId, happenings.length)) - happenings.length + 1;
  const rows = happenings.map(({ type, subjectId, data }, index) => {
    const id = ids.next('evt');
    return {
      workspace_id: workspaceId,
      sequence: first + index,
      id,
      livemode: livemode ? 1 : 0,
      type,
      subject_id: subjectId,
      data: sealData(sealer, id, data),
      created_at: clock.now(),
    };
  });
  await insertEventRows(db, rows);
}
