import type { EventDeps } from './event-deps.ts';
import { deleteEventsUpTo, listOldest, listWorkspaceIds } from './events.store.ts';

const AT_ONCE = 1_000;

/** Removes events of before `beforeMs`. For a job. What nobody has been sent yet is failed by its delivery. */
export async function pruneEvents({ db }: Pick<EventDeps, 'db'>, beforeMs: number, signal: AbortSignal): Promise<void> {
  for (const workspaceId of await listWorkspaceIds(db)) {
    while (!signal.aborted) {
      // In the order of their sequence, which is nearly that of time: the first that is young enough ends it.
      const oldest = await listOldest(db, workspaceId, AT_ONCE);
      const young = oldest.findIndex((event) => event.created_at >= beforeMs);
      const last = oldest.at(young === -1 ? -1 : young - 1);
      if (young === 0 || last === undefined) break;
      await deleteEventsUpTo(db, workspaceId, last.sequence);
      if (young !== -1) break;
    }
  }
}
