import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type ApiEnv, callerOf, requireScope, scopeOf } from '../accounts/index.ts';
import { createApi } from '../platform/http/api.ts';
import { presentOffsetPagination } from '../platform/http/offset-pagination.ts';
import { json } from '../platform/http/openapi.ts';
import { createWebhook, type WebhookWithSecret } from './create-webhook.ts';
import { deleteWebhook } from './delete-webhook.ts';
import { presentWebhook } from './present-webhook.ts';
import { listWebhooks, readWebhook } from './read-webhook.ts';
import { rotateSecret } from './rotate-secret.ts';
import { updateWebhook } from './update-webhook.ts';
import type { WebhookDeps } from './webhook-deps.ts';
import { webhookParams } from './webhook-params.ts';
import {
  createWebhookBody,
  deletedWebhookObject,
  updateWebhookBody,
  webhookListObject,
  webhookListQuery,
  webhookObject,
  webhookWithSecretObject,
} from './webhooks.schema.ts';

const LIMIT_DEFAULT = 20;

const reads = { tags: ['Webhooks'], middleware: requireScope('webhooks:read') };
const writes = { tags: ['Webhooks'], middleware: requireScope('webhooks:write') };

const routes = {
  create: createRoute({
    ...writes,
    method: 'post',
    path: '/webhooks',
    summary: 'Create a webhook',
    request: { body: { required: true, ...json(createWebhookBody, 'Where to send what') } },
    responses: { 201: json(webhookWithSecretObject, 'The webhook, its secret shown this once') },
  }),
  list: createRoute({
    ...reads,
    method: 'get',
    path: '/webhooks',
    summary: 'List webhooks, newest first',
    request: { query: webhookListQuery },
    responses: { 200: json(webhookListObject, 'A page of webhooks') },
  }),
  read: createRoute({
    ...reads,
    method: 'get',
    path: '/webhooks/{id}',
    summary: 'Read a webhook',
    request: { params: webhookParams },
    responses: { 200: json(webhookObject, 'The webhook') },
  }),
  update: createRoute({
    ...writes,
    method: 'patch',
    path: '/webhooks/{id}',
    summary: 'Change, pause or resume a webhook',
    request: { params: webhookParams, body: { required: true, ...json(updateWebhookBody, 'What to change') } },
    responses: { 200: json(webhookObject, 'The webhook after the change') },
  }),
  delete: createRoute({
    ...writes,
    method: 'delete',
    path: '/webhooks/{id}',
    summary: 'Delete a webhook and its log',
    request: { params: webhookParams },
    responses: { 200: json(deletedWebhookObject, 'It is gone') },
  }),
  rotate: createRoute({
    ...writes,
    method: 'post',
    path: '/webhooks/{id}/rotate-secret',
    summary: 'Replace the secret; for a day both sign',
    request: { params: webhookParams },
    responses: { 200: json(webhookWithSecretObject, 'The webhook, its new secret shown this once') },
  }),
};

/** Nothing between here and the caller may keep an answer with a secret in it. */
function withSecret(c: Context<ApiEnv>, { webhook, secret }: WebhookWithSecret) {
  c.header('Cache-Control', 'no-store');
  return { ...presentWebhook(webhook), secret };
}

export function webhookRoutes(deps: WebhookDeps) {
  return createApi<ApiEnv>()
    .openapi(routes.create, async (c) => {
      const created = await createWebhook(deps, callerOf(c), c.req.valid('json'));
      return c.json(withSecret(c, created), 201);
    })
    .openapi(routes.list, async (c) => {
      const { limit = LIMIT_DEFAULT, offset = 0 } = c.req.valid('query');
      const { webhooks, total } = await listWebhooks(deps, scopeOf(c), { limit, offset });
      const pagination = presentOffsetPagination({ total, limit, offset });
      return c.json({ data: webhooks.map(presentWebhook), pagination }, 200);
    })
    .openapi(routes.read, async (c) => {
      const webhook = await readWebhook(deps, scopeOf(c), c.req.valid('param').id);
      return c.json(presentWebhook(webhook), 200);
    })
    .openapi(routes.update, async (c) => {
      const webhook = await updateWebhook(deps, callerOf(c), c.req.valid('param').id, c.req.valid('json'));
      return c.json(presentWebhook(webhook), 200);
    })
    .openapi(routes.delete, async (c) => {
      const { id } = c.req.valid('param');
      await deleteWebhook(deps, callerOf(c), id);
      return c.json({ id, deleted: true as const }, 200);
    })
    .openapi(routes.rotate, async (c) => {
      const rotated = await rotateSecret(deps, callerOf(c), c.req.valid('param').id);
      return c.json(withSecret(c, rotated), 200);
    });
}
