import { createRoute } from '@hono/zod-openapi';
import { type ApiEnv, requireScope } from '../../accounts/index.ts';
import { createApi } from '../../platform/http/api.ts';
import { json } from '../../platform/http/openapi.ts';
import { reachPage } from '../page-access.ts';
import type { PageDeps } from '../page-deps.ts';
import { askerOf, LIST_LIMIT_DEFAULT, presentList } from '../page-request.ts';
import { dataOf, grantParams, listOf, listQuery, pageParams, success } from '../pages.schema.ts';
import { listGrants } from './list-grants.ts';
import { grantObject, shareBody } from './page-grants.schema.ts';
import { presentGrant } from './present-grant.ts';
import { revokeGrant } from './revoke-grant.ts';
import { sharePage } from './share-page.ts';

const reads = { tags: ['Grants of pages'], middleware: requireScope('pages:read') };
const writes = { tags: ['Grants of pages'], middleware: requireScope('pages:write') };

const routes = {
  share: createRoute({
    ...writes,
    method: 'post',
    path: '/pages/{id}/share',
    summary: 'Share a page with the holder of an e-mail address',
    request: { params: pageParams, body: { required: true, ...json(shareBody, 'Whom to share with') } },
    responses: { 201: json(dataOf(grantObject), 'The grant') },
  }),
  list: createRoute({
    ...reads,
    method: 'get',
    path: '/pages/{id}/grants',
    summary: 'List with whom a page is shared, oldest first',
    request: { params: pageParams, query: listQuery },
    responses: { 200: json(listOf(grantObject), 'A part of the list') },
  }),
  revoke: createRoute({
    ...writes,
    method: 'delete',
    path: '/pages/{id}/grants/{grant_id}',
    summary: 'Take a grant back',
    request: { params: grantParams },
    responses: { 200: json(dataOf(success), 'It opens nothing any more') },
  }),
};

/** With whom a page is shared. */
export function pageGrantRoutes(deps: PageDeps) {
  return createApi<ApiEnv>()
    .openapi(routes.share, async (c) => {
      const { id } = c.req.valid('param');
      const access = await reachPage(deps, askerOf(c), id, 'write');
      const grant = await sharePage(deps, access, id, c.req.valid('json').email);
      return c.json({ data: presentGrant(grant) }, 201);
    })
    .openapi(routes.list, async (c) => {
      const { id } = c.req.valid('param');
      const { limit = LIST_LIMIT_DEFAULT, cursor } = c.req.valid('query');
      await reachPage(deps, askerOf(c), id, 'read');
      return c.json(presentList(await listGrants(deps, id, { limit, cursor }), presentGrant), 200);
    })
    .openapi(routes.revoke, async (c) => {
      const { id, grant_id } = c.req.valid('param');
      const access = await reachPage(deps, askerOf(c), id, 'write');
      await revokeGrant(deps, access, id, grant_id);
      return c.json({ data: { success: true as const } }, 200);
    });
}
