import { createRoute } from '@hono/zod-openapi';
import { type ApiEnv, callerOf, requireScope, scopeOf } from '../accounts/index.ts';
import { createApi } from '../platform/http/api.ts';
import { presentOffsetPagination } from '../platform/http/offset-pagination.ts';
import { json } from '../platform/http/openapi.ts';
import { createLink } from './create-link.ts';
import { deleteLink } from './delete-link.ts';
import type { Link } from './link.ts';
import type { LinkDeps } from './link-deps.ts';
import { linkParams } from './link-params.ts';
import { listQuery } from './links.query.ts';
import {
  createLinkBody,
  createLinkHeaders,
  deletedLinkObject,
  linkListObject,
  linkObject,
  type UpdateLinkBody,
  updateLinkBody,
} from './links.schema.ts';
import { listLinks } from './list-links.ts';
import { presentLink } from './present-link.ts';
import { readLink } from './read-link.ts';
import { updateLink } from './update-link.ts';

const LIMIT_DEFAULT = 20;

const routes = {
  create: createRoute({
    method: 'post',
    path: '/links',
    summary: 'Create a link',
    tags: ['Links'],
    middleware: requireScope('links:write'),
    request: { headers: createLinkHeaders, body: { required: true, ...json(createLinkBody, 'The link to make') } },
    responses: { 201: json(linkObject, 'The link') },
  }),
  list: createRoute({
    method: 'get',
    path: '/links',
    summary: 'List links, newest first',
    tags: ['Links'],
    middleware: requireScope('links:read'),
    request: { query: listQuery },
    responses: { 200: json(linkListObject, 'A page of links') },
  }),
  read: createRoute({
    method: 'get',
    path: '/links/{id}',
    summary: 'Read a link and its clicks so far',
    tags: ['Links'],
    middleware: requireScope('links:read'),
    request: { params: linkParams },
    responses: { 200: json(linkObject, 'The link') },
  }),
  update: createRoute({
    method: 'patch',
    path: '/links/{id}',
    summary: 'Change a link',
    tags: ['Links'],
    middleware: requireScope('links:write'),
    request: { params: linkParams, body: { required: true, ...json(updateLinkBody, 'What to change') } },
    responses: { 200: json(linkObject, 'The link after the change') },
  }),
  delete: createRoute({
    method: 'delete',
    path: '/links/{id}',
    summary: 'Delete a link and its visits for good',
    tags: ['Links'],
    middleware: requireScope('links:write'),
    request: { params: linkParams },
    responses: { 200: json(deletedLinkObject, 'It is gone') },
  }),
};

const toMs = (iso: string | null | undefined) => (typeof iso === 'string' ? Date.parse(iso) : iso);

function toUpdate({ expires_at, ...rest }: UpdateLinkBody) {
  return { ...rest, expiresAtMs: toMs(expires_at) };
}

export function linkRoutes(deps: LinkDeps) {
  const present = (link: Link, clicks: number) => presentLink(link, clicks, deps.publicUrl, deps.clock.now());
  const presentCounted = async (link: Link) => present(link, (await deps.visits.count([link.id])).get(link.id) ?? 0);

  return createApi<ApiEnv>()
    .openapi(routes.create, async (c) => {
      const body = c.req.valid('json');
      const key = c.req.valid('header')['idempotency-key'];
      const { expires_at, ...rest } = body;
      const idempotency = key === undefined ? undefined : { key, request: body };
      const created = await createLink(deps, callerOf(c), { ...rest, expiresAtMs: toMs(expires_at), idempotency });
      if (created.replayed) c.header('Idempotent-Replayed', 'true');
      return c.json(present(created.link, 0), 201);
    })
    .openapi(routes.list, async (c) => {
      const { limit = LIMIT_DEFAULT, offset = 0, ...filter } = c.req.valid('query');
      const { links, total } = await listLinks(deps, scopeOf(c), { ...filter, limit, offset });
      const clicks = await deps.visits.count(links.map((link) => link.id));
      const data = links.map((link) => present(link, clicks.get(link.id) ?? 0));
      return c.json({ data, pagination: presentOffsetPagination({ total, limit, offset }) }, 200);
    })
    .openapi(routes.read, async (c) => {
      const link = await readLink(deps, scopeOf(c), c.req.valid('param').id);
      return c.json(await presentCounted(link), 200);
    })
    .openapi(routes.update, async (c) => {
      const link = await updateLink(deps, callerOf(c), c.req.valid('param').id, toUpdate(c.req.valid('json')));
      return c.json(await presentCounted(link), 200);
    })
    .openapi(routes.delete, async (c) => {
      const { id } = c.req.valid('param');
      await deleteLink(deps, callerOf(c), id);
      return c.json({ id, deleted: true as const }, 200);
    });
}
