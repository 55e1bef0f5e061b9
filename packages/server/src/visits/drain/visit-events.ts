import type { Sealer } from '../../platform/crypto/seal.ts';
import type { EventType } from '../../platform/events/event-types.ts';
import type { EventRow } from '../../platform/events/events.table.ts';
import { sealData } from '../../platform/events/sealed-event.ts';
import type { Ids } from '../../platform/ids.ts';
import { presentVisit } from '../present-visit.ts';
import { recordedVisit } from './kept-visit.ts';
import type { SubjectVisits } from './subject-visits.ts';
import type { SubjectOwner, VisitTransaction } from './visit-writer.ts';

/**
 * What visits of some subjects are told as. `table`: where they are found, with the columns `id`, `workspace_id` and `livemode`; where
 * `unlessColumn` has a value, their visits are told by somebody else. `idField`: how the event names its subject.
 */
export type VisitEventKind = {
  readonly type: EventType;
  readonly table: string;
  readonly unlessColumn?: string;
  readonly idField: string;
};

export type RecordVisits = (transaction: VisitTransaction, subjects: readonly SubjectVisits[]) => Promise<void>;

type Deps = { readonly sealer: Sealer; readonly ids: Ids; readonly kinds: readonly VisitEventKind[] };

type Told = { readonly owner: SubjectOwner; readonly kind: VisitEventKind; readonly visits: SubjectVisits };

/** Rows of one statement. */
const EVENTS_AT_ONCE = 5_000;

const byOwner = ({ owner }: Told): string => owner.workspaceId;

/** Turns visits into events where somebody waits for them; elsewhere it costs one small question for each batch. */
export function createVisitRecorder({ sealer, ids, kinds }: Deps): RecordVisits {
  const toRow = ({ owner, kind, visits }: Told, index: number): Omit<EventRow, 'sequence'> => {
    const id = ids.next('evt');
    const data = { [kind.idField]: visits.subjectId, ...presentVisit(recordedVisit(visits, index)) };
    return {
      workspace_id: owner.workspaceId,
      id,
      livemode: owner.livemode ? 1 : 0,
      type: kind.type,
      subject_id: visits.subjectId,
      data: sealData(sealer, id, data),
      created_at: visits.atMs(index),
    };
  };

  async function tell(transaction: VisitTransaction, workspaceId: string, told: readonly Told[]): Promise<void> {
    const visits = told.flatMap((one) => Array.from({ length: one.visits.count }, (_, index) => ({ one, index })));
    visits.sort((first, second) => first.one.visits.atMs(first.index) - second.one.visits.atMs(second.index));
    // Sealed before the numbers are taken: from then on changes of the workspace wait for the commit.
    const rows = visits.map(({ one, index }) => toRow(one, index));
    const first = (await transaction.takeSequence(workspaceId, rows.length)) - rows.length + 1;
    for (let offset = 0; offset < rows.length; offset += EVENTS_AT_ONCE) {
      const part = rows.slice(offset, offset + EVENTS_AT_ONCE);
      await transaction.addEvents(part.map((row, index) => ({ ...row, sequence: first + offset + index })));
    }
  }

  return async (transaction, subjects) => {
    const listened = new Set(await transaction.listenedTypes());
    const told: Told[] = [];
    for (const kind of kinds) {
      if (!listened.has(kind.type)) continue;
      const owners = await transaction.listeningOwners(
        kind,
        subjects.map(({ subjectId }) => subjectId),
      );
      for (const [index, visits] of subjects.entries()) {
        const owner = owners[index];
        if (owner !== undefined) told.push({ owner, kind, visits });
      }
    }
    // Always in the same order: each is held to the end of the transaction.
    const byWorkspace = Array.from(Map.groupBy(told, byOwner)).sort(([one], [other]) => (one < other ? -1 : 1));
    for (const [workspaceId, ofWorkspace] of byWorkspace) await tell(transaction, workspaceId, ofWorkspace);
  };
}
