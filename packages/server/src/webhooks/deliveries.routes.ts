import { createRoute } from '@hono/zod-openapi';
import { type ApiEnv, callerOf, requireScope, scopeOf } from '../accounts/index.ts';
import { createApi } from '../platform/http/api.ts';
import { json } from '../platform/http/openapi.ts';
import { listDeliveries } from './list-deliveries.ts';
import { presentDelivery, presentDeliveryWithAttempts } from './present-delivery.ts';
import { readDelivery } from './read-delivery.ts';
import { redeliver, redeliverRange } from './redeliver.ts';
import { testWebhook } from './test-webhook.ts';
import type { WebhookDeps } from './webhook-deps.ts';
import { deliveryParams, webhookParams } from './webhook-params.ts';
import {
  deliveryListObject,
  deliveryListQuery,
  deliveryObject,
  deliveryWithAttemptsObject,
  redeliverBody,
  redeliveredObject,
} from './webhooks.schema.ts';

const LIMIT_DEFAULT = 20;

const reads = { tags: ['Webhooks'], middleware: requireScope('webhooks:read') };
const writes = { tags: ['Webhooks'], middleware: requireScope('webhooks:write') };

const routes = {
  test: createRoute({
    ...writes,
    method: 'post',
    path: '/webhooks/{id}/test',
    summary: 'Send a test and see what comes back',
    request: { params: webhookParams },
    responses: { 200: json(deliveryObject, 'What became of it') },
  }),
  read: createRoute({
    ...reads,
    method: 'get',
    path: '/webhooks/{id}/deliveries/{delivery_id}',
    summary: 'Read what was sent, with every attempt',
    request: { params: deliveryParams },
    responses: { 200: json(deliveryWithAttemptsObject, 'The delivery') },
  }),
  list: createRoute({
    ...reads,
    method: 'get',
    path: '/webhooks/{id}/deliveries',
    summary: 'List what was sent and what came back, newest first',
    request: { params: webhookParams, query: deliveryListQuery },
    responses: { 200: json(deliveryListObject, 'A page of the log') },
  }),
  redeliver: createRoute({
    ...writes,
    method: 'post',
    path: '/webhooks/{id}/deliveries/{delivery_id}/redeliver',
    summary: 'Send an event once more',
    request: { params: deliveryParams },
    responses: { 202: json(deliveryObject, 'The new delivery') },
  }),
  redeliverRange: createRoute({
    ...writes,
    method: 'post',
    path: '/webhooks/{id}/redeliver',
    summary: 'Send the events of a time once more',
    request: { params: webhookParams, body: { required: true, ...json(redeliverBody, 'From when to when') } },
    responses: { 202: json(redeliveredObject, 'How many events, 10,000 at most') },
  }),
};

export function deliveryRoutes(deps: WebhookDeps) {
  return createApi<ApiEnv>()
    .openapi(routes.test, async (c) => {
      const delivery = await testWebhook(deps, scopeOf(c), c.req.valid('param').id);
      return c.json(presentDelivery(deps.sealer, delivery), 200);
    })
    .openapi(routes.list, async (c) => {
      const { limit = LIMIT_DEFAULT, cursor, status } = c.req.valid('query');
      const page = await listDeliveries(deps, scopeOf(c), c.req.valid('param').id, { limit, cursor, status });
      const data = page.deliveries.map((row) => presentDelivery(deps.sealer, row));
      const pagination = { limit, next_cursor: page.nextCursor, has_more: page.nextCursor !== null };
      return c.json({ data, pagination }, 200);
    })
    .openapi(routes.read, async (c) => {
      const { id, delivery_id: deliveryId } = c.req.valid('param');
      const delivery = await readDelivery(deps, scopeOf(c), { id, deliveryId });
      return c.json(presentDeliveryWithAttempts(deps.sealer, delivery), 200);
    })
    .openapi(routes.redeliver, async (c) => {
      const { id, delivery_id: deliveryId } = c.req.valid('param');
      const delivery = await redeliver(deps, callerOf(c), { id, deliveryId });
      return c.json(presentDelivery(deps.sealer, delivery), 202);
    })
    .openapi(routes.redeliverRange, async (c) => {
      const { from, to } = c.req.valid('json');
      const range = { fromMs: Date.parse(from), toMs: Date.parse(to) };
      const redelivered = await redeliverRange(deps, callerOf(c), c.req.valid('param').id, range);
      return c.json({ redelivered }, 202);
    });
}
