import type { Scope } from '../accounts/index.ts';
import type { EventType } from '../platform/events/event-types.ts';
import type { EventRow } from '../platform/events/events.table.ts';
import { openData } from '../platform/events/sealed-event.ts';
import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import { isId } from '../platform/ids.ts';
import type { EventDeps } from './event-deps.ts';
import type { EventObject } from './events.schema.ts';
import { findSequence, listEventRows } from './events.store.ts';

/** So many rows are looked at for one page, however few of them are asked for. */
const SCANNED_MAX = 1_000;
const SCANNED_AT_ONCE = 100;

export type EventListing = { readonly limit: number; readonly types?: readonly EventType[] | undefined };

/** `position`: how far was looked, which is further than the last event when others came after it. */
export type EventPage = {
  readonly events: readonly EventObject[];
  readonly position: number;
  /** The id of the event there; undefined when there was none. */
  readonly lastId: string | undefined;
  readonly hasMore: boolean;
};

type Deps = Pick<EventDeps, 'db' | 'sealer'>;

function presentEvent({ sealer }: Deps, row: EventRow): EventObject {
  return {
    id: row.id,
    type: row.type,
    created_at: new Date(row.created_at).toISOString(),
    livemode: row.livemode === 1,
    sequence: row.sequence,
    data: JSON.parse(openData(sealer, row)),
  };
}

/** The position of the event `id`. Throws `invalid_request` when the workspace has no such event, or keeps it no longer. */
export async function positionOf({ db }: Pick<EventDeps, 'db'>, scope: Scope, id: string): Promise<number> {
  const sequence = isId('evt', id) ? await findSequence(db, scope, id) : undefined;
  if (sequence !== undefined) return sequence;
  throw new AppError(
    FAILURES.invalid,
    'The field "after" is not valid: there is no event with this id, or it is not kept any more.',
  );
}

/** Events behind `position`, in the order in which they happened; none comes later with a lower sequence. */
export async function listEvents(
  deps: Deps,
  scope: Scope,
  position: number,
  { limit, types }: EventListing,
): Promise<EventPage> {
  const events: EventObject[] = [];
  let at = position;
  let lastId: string | undefined;
  for (let scanned = 0; scanned < SCANNED_MAX; scanned += SCANNED_AT_ONCE) {
    const rows = await listEventRows(deps.db, scope, at, SCANNED_AT_ONCE);
    for (const row of rows) {
      const fits = (row.livemode === 1) === scope.livemode && types?.includes(row.type as EventType) !== false;
      if (fits && events.length === limit) return { events, position: at, lastId, hasMore: true };
      if (fits) events.push(presentEvent(deps, row));
      at = row.sequence;
      lastId = row.id;
    }
    if (rows.length < SCANNED_AT_ONCE) return { events, position: at, lastId, hasMore: false };
  }
  return { events, position: at, lastId, hasMore: true };
}
