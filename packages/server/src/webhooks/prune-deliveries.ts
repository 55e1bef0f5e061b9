import { deleteOldDeliveries } from './deliveries.store.ts';
import { listEndpointIds } from './delivery/dispatch.store.ts';
import type { WebhookDeps } from './webhook-deps.ts';

const KEPT_MS = 30 * 24 * 3_600_000;
const AT_ONCE = 1_000;

/** Empties the delivery log of what is older than thirty days. For a job. */
export async function pruneDeliveries({ db, clock }: Pick<WebhookDeps, 'db' | 'clock'>, signal: AbortSignal) {
  for (const { id } of await listEndpointIds(db)) {
    let deleted = AT_ONCE;
    while (deleted === AT_ONCE && !signal.aborted) {
      deleted = await deleteOldDeliveries(db, id, clock.now() - KEPT_MS, AT_ONCE);
    }
  }
}
