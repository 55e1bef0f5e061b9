import { createRoute, z } from '@hono/zod-openapi';
import { type ApiEnv, requireScope, scopeOf } from '../accounts/index.ts';
import { createApi } from '../platform/http/api.ts';
import { json } from '../platform/http/openapi.ts';
import type { EventDeps } from './event-deps.ts';
import { createEventHub } from './event-hub.ts';
import { eventListObject, eventListQuery } from './events.schema.ts';
import { findLastSequence } from './events.store.ts';
import { listEvents, positionOf } from './list-events.ts';
import { streamEvents } from './stream-events.ts';

const LIMIT_DEFAULT = 20;

const route = createRoute({
  method: 'get',
  path: '/events',
  summary: 'List events in the order in which they happened, or get them as they happen',
  tags: ['Events'],
  middleware: requireScope('webhooks:read'),
  request: {
    query: eventListQuery,
    headers: z.object({
      'last-event-id': z.string().max(100).optional().openapi({ description: 'With `text/event-stream`: as `after`.' }),
    }),
  },
  responses: {
    200: {
      ...json(eventListObject, 'A page of events; a stream of them when `text/event-stream` is accepted'),
      content: {
        'application/json': { schema: eventListObject },
        'text/event-stream': { schema: z.string() },
      },
    },
  },
});

const wantsStream = (accept: string | undefined) => accept?.includes('text/event-stream') === true;

/** `GET /events`. Streams end when `isStopping` says so. */
export function eventRoutes(deps: EventDeps, isStopping: () => boolean) {
  const hub = createEventHub(deps, isStopping);
  return createApi<ApiEnv>().openapi(route, async (c) => {
    const scope = scopeOf(c);
    const { after, limit = LIMIT_DEFAULT, type: types } = c.req.valid('query');
    if (wantsStream(c.req.header('accept'))) {
      const from = c.req.valid('header')['last-event-id'] ?? after;
      const position = await (from === undefined ? findLastSequence(deps.db, scope) : positionOf(deps, scope, from));
      const listener = hub.listen(scope.workspaceId, c.get('principal'));
      return streamEvents(c, deps, { scope, position, types, listener });
    }
    const position = after === undefined ? 0 : await positionOf(deps, scope, after);
    const { events, lastId, hasMore } = await listEvents(deps, scope, position, { limit, types });
    const pagination = { limit, next_after: lastId ?? after ?? null, has_more: hasMore };
    return c.json({ data: [...events], pagination }, 200);
  });
}
