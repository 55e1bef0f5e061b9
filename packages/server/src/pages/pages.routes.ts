import { createRoute } from '@hono/zod-openapi';
import { type ApiEnv, requireScope, type Workspace } from '../accounts/index.ts';
import { createApi } from '../platform/http/api.ts';
import { json } from '../platform/http/openapi.ts';
import { analyticsQuery } from '../visits/index.ts';
import { analysePage } from './analyse-page.ts';
import { createPage } from './create-page.ts';
import { deletePage } from './delete-page.ts';
import { listPages } from './list-pages.ts';
import type { Page } from './page.ts';
import { reachPage, reachWorkspace, scopeIn } from './page-access.ts';
import type { PageDeps } from './page-deps.ts';
import { askerOf, LIST_LIMIT_DEFAULT, presentList } from './page-request.ts';
import {
  dataOf,
  listOf,
  pageAnalyticsObject,
  pageListQuery,
  pageObject,
  pageParams,
  success,
  updatePageBody,
  uploadDetails,
} from './pages.schema.ts';
import { presentPage } from './present-page.ts';
import { readPage } from './read-page.ts';
import { updatePage } from './update-page.ts';
import { receiveNewPage } from './upload/receive-content.ts';
import { uploadBody } from './upload/upload-body.ts';

const reads = { tags: ['Pages'], middleware: requireScope('pages:read') };
const writes = { tags: ['Pages'], middleware: requireScope('pages:write') };
const onePage = json(dataOf(pageObject), 'The page');

const routes = {
  create: createRoute({
    ...writes,
    ...uploadBody,
    method: 'post',
    path: '/pages',
    summary: 'Upload an HTML file as a new page',
    request: { query: uploadDetails },
    responses: { 201: json(dataOf(pageObject), 'The new page') },
  }),
  list: createRoute({
    ...reads,
    method: 'get',
    path: '/pages',
    summary: 'List the pages of a workspace, newest first',
    request: { query: pageListQuery },
    responses: { 200: json(listOf(pageObject), 'A part of the list') },
  }),
  read: createRoute({
    ...reads,
    method: 'get',
    path: '/pages/{id}',
    summary: 'Read what is known of a page',
    request: { params: pageParams },
    responses: { 200: onePage },
  }),
  update: createRoute({
    ...writes,
    method: 'patch',
    path: '/pages/{id}',
    summary: 'Change the title or the visibility of a page',
    request: { params: pageParams, body: { required: true, ...json(updatePageBody, 'What to change') } },
    responses: { 200: onePage },
  }),
  delete: createRoute({
    ...writes,
    method: 'delete',
    path: '/pages/{id}',
    summary: 'Delete a page for good, with its versions, comments and grants',
    request: { params: pageParams },
    responses: { 200: json(dataOf(success), 'It is gone') },
  }),
  analytics: createRoute({
    ...reads,
    method: 'get',
    path: '/pages/{id}/analytics',
    summary: 'Count the views of a page over time and by what they had in common',
    request: { params: pageParams, query: analyticsQuery },
    responses: { 200: json(dataOf(pageAnalyticsObject), 'The counts') },
  }),
};

/** Pages as a whole. What belongs to one page has routes of its own. */
export function pageRoutes(deps: PageDeps) {
  const present = (page: Page, workspace: Workspace) => presentPage(page, workspace, deps.publicUrl);

  return createApi<ApiEnv>()
    .openapi(routes.create, async (c) => {
      const { access, content, details } = await receiveNewPage(deps, askerOf(c), c, c.req.valid('query'));
      const page = await createPage(deps, access, content, details);
      return c.json({ data: present(page, access.workspace) }, 201);
    })
    .openapi(routes.list, async (c) => {
      const { limit = LIST_LIMIT_DEFAULT, cursor, workspace_id } = c.req.valid('query');
      const access = await reachWorkspace(deps, askerOf(c), workspace_id, 'read');
      const pages = await listPages(deps, scopeIn(access), { limit, cursor });
      return c.json(
        presentList(pages, (page) => present(page, access.workspace)),
        200,
      );
    })
    .openapi(routes.read, async (c) => {
      const { id } = c.req.valid('param');
      const access = await reachPage(deps, askerOf(c), id, 'read');
      const page = await readPage(deps, scopeIn(access), id);
      return c.json({ data: present(page, access.workspace) }, 200);
    })
    .openapi(routes.update, async (c) => {
      const { id } = c.req.valid('param');
      const access = await reachPage(deps, askerOf(c), id, 'write');
      const page = await updatePage(deps, access, id, c.req.valid('json'));
      return c.json({ data: present(page, access.workspace) }, 200);
    })
    .openapi(routes.delete, async (c) => {
      const { id } = c.req.valid('param');
      const access = await reachPage(deps, askerOf(c), id, 'write');
      await deletePage(deps, access, id);
      return c.json({ data: { success: true as const } }, 200);
    })
    .openapi(routes.analytics, async (c) => {
      const { id } = c.req.valid('param');
      const access = await reachPage(deps, askerOf(c), id, 'read');
      return c.json({ data: await analysePage(deps, scopeIn(access), id, c.req.valid('query')) }, 200);
    });
}
