import { createRoute, type RouteConfig, z } from '@hono/zod-openapi';
import { type ApiEnv, requireScope, scopeOf } from '../accounts/index.ts';
import { createApi } from '../platform/http/api.ts';
import { json } from '../platform/http/openapi.ts';
import { analyticsQuery, presentVisit } from '../visits/index.ts';
import { analyseLink } from './analyse-link.ts';
import type { LinkDeps } from './link-deps.ts';
import { linkParams } from './link-params.ts';
import { drawQr, QR_SIZE } from './link-qr.ts';
import { clicksQuery, qrQuery } from './links.query.ts';
import { shortUrlOf } from './present-link.ts';
import { readLink } from './read-link.ts';
import { analyticsObject, clickListObject } from './visits.schema.ts';

const LIMIT_DEFAULT = 20;

const read = {
  method: 'get',
  tags: ['Links'],
  middleware: requireScope('links:read'),
} satisfies Partial<RouteConfig>;

const routes = {
  analytics: createRoute({
    ...read,
    path: '/links/{id}/analytics',
    summary: 'Count the clicks of a link over time and by what they had in common',
    request: { params: linkParams, query: analyticsQuery },
    responses: { 200: json(analyticsObject, 'The counts') },
  }),
  clicks: createRoute({
    ...read,
    path: '/links/{id}/clicks',
    summary: 'List the single clicks of a link, newest first',
    request: { params: linkParams, query: clicksQuery },
    responses: { 200: json(clickListObject, 'A page of clicks') },
  }),
  qr: createRoute({
    ...read,
    path: '/links/{id}/qr',
    summary: 'Draw the short URL as a QR code',
    request: { params: linkParams, query: qrQuery },
    responses: {
      200: {
        description: 'The picture',
        content: { 'image/svg+xml': { schema: z.string() }, 'image/png': { schema: z.string() } },
      },
    },
  }),
};

/** What can be read about a link beyond the link itself. */
export function linkVisitRoutes(deps: LinkDeps) {
  return createApi<ApiEnv>()
    .openapi(routes.analytics, async (c) => {
      const analytics = await analyseLink(deps, scopeOf(c), c.req.valid('param').id, c.req.valid('query'));
      return c.json(analytics, 200);
    })
    .openapi(routes.clicks, async (c) => {
      const link = await readLink(deps, scopeOf(c), c.req.valid('param').id);
      const { limit = LIMIT_DEFAULT, cursor } = c.req.valid('query');
      const page = await deps.visits.list(link.id, { limit, cursor });
      const pagination = { limit, next_cursor: page.nextCursor, has_more: page.nextCursor !== null };
      return c.json({ data: page.visits.map(presentVisit), pagination }, 200);
    })
    .openapi(routes.qr, async (c) => {
      const link = await readLink(deps, scopeOf(c), c.req.valid('param').id);
      const { format = 'svg', size = QR_SIZE.standard } = c.req.valid('query');
      const { type, body } = await drawQr(shortUrlOf(link, deps.publicUrl), format, size);
      return c.body(new Uint8Array(body), 200, { 'Content-Type': type, 'X-Content-Type-Options': 'nosniff' });
    });
}
