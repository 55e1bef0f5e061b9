import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Scope } from '../accounts/index.ts';
import type { EventType } from '../platform/events/event-types.ts';
import type { EventDeps } from './event-deps.ts';
import type { Listener } from './event-hub.ts';
import { listEvents } from './list-events.ts';

const EVENTS_AT_ONCE = 100;
const HEARTBEAT_MS = 15_000;

type Streaming = {
  readonly scope: Scope;
  readonly position: number;
  readonly types: readonly EventType[] | undefined;
  readonly listener: Listener;
};

/** Sends events as they happen, from `position` on, until the reader goes away or the server has to end it. */
export function streamEvents(c: Context, deps: EventDeps, { scope, position, types, listener }: Streaming): Response {
  // A proxy that gathers what it passes on would hold it back for ever.
  c.header('X-Accel-Buffering', 'no');
  return streamSSE(
    c,
    async (stream) => {
      stream.onAbort(() => listener.close());
      let at = position;
      try {
        await stream.write(': these are events as they happen\n\n');
        while (!listener.isOver) {
          const page = await listEvents(deps, scope, at, { limit: EVENTS_AT_ONCE, types });
          for (const event of page.events) {
            await stream.writeSSE({ id: event.id, event: event.type, data: JSON.stringify(event) });
          }
          at = page.position;
          if (page.hasMore) continue;
          const askedMs = performance.now();
          await listener.waitBehind(at, HEARTBEAT_MS);
          if (performance.now() - askedMs >= HEARTBEAT_MS - 100) await stream.write(': still here\n\n');
        }
      } finally {
        listener.close();
      }
    },
    async (error) => deps.log.warn({ err: error }, 'a stream of events was cut short'),
  );
}
