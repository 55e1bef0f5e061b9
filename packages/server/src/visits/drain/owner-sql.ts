import type { VisitEventKind } from './visit-events.ts';

/** Whose the subject `id` is, if somebody of that workspace and mode waits for events of `type`. Names of tables come from this program. */
export function ownerSql({ table, unlessColumn }: VisitEventKind, id: string, type: string): string {
  const told = unlessColumn === undefined ? '' : `and subject.${unlessColumn} is null`;
  return `select subject.workspace_id, subject.livemode from ${table} as subject where subject.id = ${id} ${told}
    and exists (select 1 from event_listeners as listener where listener.workspace_id = subject.workspace_id
      and listener.livemode = subject.livemode and listener.type = ${type})`;
}
