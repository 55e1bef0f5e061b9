import type { Db } from '../db/engine.ts';
import './events.table.ts';

/** Events of visits: there may be thousands a second, and most workspaces never look at one. */
export const VISIT_EVENT_TYPES = ['link.clicked', 'share.viewed', 'page.viewed'] as const;

type Scope = { readonly workspaceId: string; readonly livemode: boolean };

/** From the commit of `db` on, events of `types` are written for `listenerId`, and no longer those that it waited for before. */
export async function listenFor(db: Db, scope: Scope, listenerId: string, types: readonly string[]): Promise<void> {
  const columns = { workspace_id: scope.workspaceId, livemode: scope.livemode ? 1 : 0, listener_id: listenerId };
  await db
    .deleteFrom('event_listeners')
    .where((where) => where.and(columns))
    .execute();
  const wanted = VISIT_EVENT_TYPES.filter((type) => types.includes(type));
  if (wanted.length === 0) return;
  await db
    .insertInto('event_listeners')
    .values(wanted.map((type) => ({ ...columns, type })))
    .execute();
}
