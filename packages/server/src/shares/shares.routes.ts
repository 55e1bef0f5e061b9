import { createRoute, type RouteConfig } from '@hono/zod-openapi';
import { type ApiEnv, callerOf, requireScope, scopeOf } from '../accounts/index.ts';
import { createApi } from '../platform/http/api.ts';
import { json } from '../platform/http/openapi.ts';
import { analyticsQuery, answerAnalytics } from '../visits/index.ts';
import { createShare } from './create-share.ts';
import { deleteShare } from './delete-share.ts';
import { listShares } from './list-shares.ts';
import { presentListed, presentShare, presentUpdated, toIso } from './present-share.ts';
import { readOwnShare } from './read-own-share.ts';
import type { ShareDeps } from './share-deps.ts';
import { contentImmutable } from './shares.errors.ts';
import {
  createShareBody,
  deletedShareObject,
  listQuery,
  shareAnalyticsObject,
  shareListObject,
  shareObject,
  shareParams,
  succeeded,
  updatedShareObject,
  updateShareBody,
} from './shares.schema.ts';
import { updateShare } from './update-share.ts';
import { viewCountsOf } from './view-count.ts';

const LIMIT_DEFAULT = 50;

const read = { tags: ['Shares'], middleware: requireScope('shares:read') } satisfies Partial<RouteConfig>;
const write = { tags: ['Shares'], middleware: requireScope('shares:write') } satisfies Partial<RouteConfig>;

const routes = {
  create: createRoute({
    ...write,
    method: 'post',
    path: '/share',
    summary: 'Create a share',
    request: { body: { required: true, ...json(createShareBody, 'What to share, and with whom') } },
    responses: { 201: json(succeeded(shareObject), 'The share') },
  }),
  list: createRoute({
    ...read,
    method: 'get',
    path: '/shares',
    summary: 'List shares, newest first, without their content',
    request: { query: listQuery },
    responses: { 200: json(succeeded(shareListObject), 'A page of shares') },
  }),
  update: createRoute({
    ...write,
    method: 'patch',
    path: '/share/{id}',
    summary: 'Change the options of a share',
    request: { params: shareParams, body: { required: true, ...json(updateShareBody, 'What to change') } },
    responses: { 200: json(succeeded(updatedShareObject), 'What holds now') },
  }),
  delete: createRoute({
    ...write,
    method: 'delete',
    path: '/share/{id}',
    summary: 'Delete a share with its content and its visits for good',
    request: { params: shareParams },
    responses: { 200: json(succeeded(deletedShareObject), 'It is gone') },
  }),
  analytics: createRoute({
    ...read,
    method: 'get',
    path: '/share/{id}/analytics',
    summary: 'Count the views of a share over time and by what they had in common',
    request: { params: shareParams, query: analyticsQuery },
    responses: { 200: json(succeeded(shareAnalyticsObject), 'The counts') },
  }),
};

const toMs = (iso: string | null | undefined) => (typeof iso === 'string' ? Date.parse(iso) : iso);

/** What an owner does with shares. */
export function shareRoutes(deps: ShareDeps) {
  const { publicUrl, clock } = deps;
  return createApi<ApiEnv>()
    .openapi(routes.create, async (c) => {
      const { content, options } = c.req.valid('json');
      const share = await createShare(deps, callerOf(c), {
        content,
        expiresAtMs: toMs(options?.expires) ?? null,
        password: options?.password ?? null,
        maxViews: options?.maxViews ?? null,
      });
      return c.json({ success: true as const, data: presentShare(share, 0, publicUrl) }, 201);
    })
    .openapi(routes.list, async (c) => {
      const { limit = LIMIT_DEFAULT, offset = 0, status = 'all' } = c.req.valid('query');
      const { shares: found, total } = await listShares(deps, scopeOf(c), { limit, offset, status });
      const countOf = await viewCountsOf(deps, found);
      const nowMs = clock.now();
      const shares = found.map((share) => presentListed(share, countOf(share), publicUrl, nowMs));
      const pagination = { total, limit, offset, hasMore: offset + limit < total };
      return c.json({ success: true as const, data: { shares, pagination } }, 200);
    })
    .openapi(routes.update, async (c) => {
      const { content, options: { expires, ...options } = {} } = c.req.valid('json');
      if (content !== undefined) throw contentImmutable();
      const update = { ...options, expiresAtMs: toMs(expires) };
      const share = await updateShare(deps, callerOf(c), c.req.valid('param').id, update);
      return c.json({ success: true as const, data: presentUpdated(share) }, 200);
    })
    .openapi(routes.delete, async (c) => {
      const { id } = c.req.valid('param');
      const deletedAtMs = await deleteShare(deps, callerOf(c), id);
      return c.json({ success: true as const, data: { id, deleted: toIso(deletedAtMs) } }, 200);
    })
    .openapi(routes.analytics, async (c) => {
      const { id } = await readOwnShare(deps, scopeOf(c), c.req.valid('param').id);
      const analytics = await answerAnalytics(deps, id, c.req.valid('query'));
      return c.json({ success: true as const, data: { share_id: id, ...analytics } }, 200);
    });
}
