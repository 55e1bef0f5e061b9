import type { Clock } from '../clock.ts';
import type { Sealer } from '../crypto/seal.ts';
import type { Db } from '../db/engine.ts';
import type { Ids } from '../ids.ts';
import { digestOf } from './audit-digest.ts';
import type { Caller } from './caller.ts';
import { isEventType } from './event-types.ts';
import { insertRecorded } from './events.store.ts';
import type { EventRow } from './events.table.ts';
import { sealData, sealSummary } from './sealed-event.ts';

export type RecordDeps = { readonly sealer: Sealer; readonly clock: Clock; readonly ids: Ids };

export type Change = {
  /** Those of `EVENT_TYPES` become events; others, such as `key.created`, are for the audit only. */
  readonly type: `${string}.${string}`;
  /** Of the object that changed. */
  readonly subjectId: string;
  /** The object as its API shows it; never content that is protected, a password or a token. Sent to whoever listens. */
  readonly data: object;
  /** What changed, before and after, in words. No secrets. */
  readonly summary: string;
};

function toEvent({ sealer }: RecordDeps, row: Omit<EventRow, 'sequence' | 'data'>, data: object) {
  return { ...row, data: sealData(sealer, row.id, data) };
}

/**
 * Writes what happened into the transaction of `db`: the event, for webhooks and the live feed, and the audit entry. Call it last:
 * other changes of the same workspace wait from here to the end of the transaction, where each statement is time for all of them.
 */
export async function recordChange(db: Db, deps: RecordDeps, caller: Caller, change: Change): Promise<void> {
  const { workspaceId, actor } = caller;
  const { type, subjectId } = change;
  const common = { workspace_id: workspaceId, livemode: caller.livemode ? 1 : 0, type, subject_id: subjectId };
  const atMs = deps.clock.now();
  const eventId = isEventType(type) ? deps.ids.next('evt') : null;
  const { summary, summary_fingerprint } = sealSummary(deps.sealer, change.summary);
  const who = { actor_kind: actor.kind, actor_id: actor.id, address: actor.address };
  const content = { ...common, event_id: eventId, ...who, summary_fingerprint, at: atMs };

  const event = eventId === null ? undefined : toEvent(deps, { ...common, id: eventId, created_at: atMs }, change.data);
  await insertRecorded(db, { entry: { ...content, summary }, digest: digestOf(deps.sealer, content), event });
}
