import { insertDeliveries, listEventHeads } from '../deliveries.store.ts';
import { parseEvents } from '../sealed-webhook.ts';
import { wants } from '../webhook.ts';
import type { WebhookDeps } from '../webhook-deps.ts';
import { type EndpointBehind, listEndpointsBehind, movePosition } from './dispatch.store.ts';

const EVENTS_AT_ONCE = 500;
const ENDPOINTS_AT_ONCE = 200;

type Deps = Pick<WebhookDeps, 'db' | 'clock' | 'ids' | 'log'>;

/**
 * Turns the next events of an endpoint's workspace into deliveries. They come in the order of their `sequence` and none comes later
 * with a lower one, so a position is all that has to be remembered; moving it in the same transaction makes this exactly once.
 */
async function fanOutTo({ db, clock, ids }: Deps, endpoint: EndpointBehind): Promise<boolean> {
  return db.transaction().execute(async (transaction) => {
    const events = await listEventHeads(transaction, endpoint.workspace_id, endpoint.position, EVENTS_AT_ONCE);
    // Without any, those that it has missed are not kept any more. Whatever was committed with `present` is visible here.
    const position = events.at(-1)?.sequence ?? endpoint.present;
    if (!(await movePosition(transaction, endpoint, position))) return false; // another node was quicker
    const types = parseEvents(endpoint.events);
    const wanted = events.filter((event) => event.livemode === endpoint.livemode && wants(types, event.type));
    const nowMs = clock.now();
    await insertDeliveries(
      transaction,
      endpoint,
      wanted.map(({ id, type, sequence }) => ({
        id: ids.next('dlv'),
        event_id: id,
        event_type: type,
        sequence,
        created_at: nowMs,
      })),
    );
    return true;
  });
}

/** Gives every endpoint a part of the events it has not been looked at for. False when nothing came of it. */
export async function fanOut(deps: Deps, signal: AbortSignal): Promise<boolean> {
  const behind = await listEndpointsBehind(deps.db, ENDPOINTS_AT_ONCE);
  let hasMoved = false;
  for (const endpoint of behind) {
    if (signal.aborted) break;
    try {
      hasMoved = (await fanOutTo(deps, endpoint)) || hasMoved;
    } catch (error) {
      // It must not keep the others waiting.
      deps.log.error(
        { err: error, webhookId: endpoint.id },
        'events were not made deliveries and will be looked at again',
      );
    }
  }
  return hasMoved;
}
