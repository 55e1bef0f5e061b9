import { createRoute, z } from '@hono/zod-openapi';
import { type ApiEnv, requireScope } from '../../accounts/index.ts';
import { createApi } from '../../platform/http/api.ts';
import { json } from '../../platform/http/openapi.ts';
import { reachPage, scopeIn } from '../page-access.ts';
import type { PageDeps } from '../page-deps.ts';
import { askerOf, LIST_LIMIT_DEFAULT, presentList } from '../page-request.ts';
import { versionNotFound } from '../pages.errors.ts';
import {
  dataOf,
  ifMatchHeader,
  listOf,
  pageObject,
  pageParams,
  versionListQuery,
  versionObject,
  versionParams,
} from '../pages.schema.ts';
import { presentPage, presentVersion } from '../present-page.ts';
import { readPage } from '../read-page.ts';
import { readPageBytes } from '../read-page-bytes.ts';
import { receiveNewContent } from '../upload/receive-content.ts';
import { uploadBody } from '../upload/upload-body.ts';
import { listVersions } from './list-versions.ts';
import { restoreVersion, writeVersion } from './write-version.ts';

const reads = { tags: ['Pages'], middleware: requireScope('pages:read') };
const writes = { tags: ['Pages'], middleware: requireScope('pages:write') };

const routes = {
  write: createRoute({
    ...writes,
    ...uploadBody,
    method: 'put',
    path: '/pages/{id}/content',
    summary: 'Give a page new content, as its next version',
    request: { params: pageParams, headers: ifMatchHeader },
    responses: { 200: json(dataOf(pageObject), 'The page at its new version') },
  }),
  list: createRoute({
    ...reads,
    method: 'get',
    path: '/pages/{id}/versions',
    summary: 'List the versions of a page, newest first',
    request: { params: pageParams, query: versionListQuery },
    responses: { 200: json(listOf(versionObject), 'A part of the list') },
  }),
  read: createRoute({
    ...reads,
    method: 'get',
    path: '/pages/{id}/versions/{version}',
    summary: 'Read the very bytes of a version',
    request: { params: versionParams },
    responses: { 200: { description: 'The file', content: { 'text/html': { schema: z.string() } } } },
  }),
  restore: createRoute({
    ...writes,
    method: 'post',
    path: '/pages/{id}/versions/{version}/restore',
    summary: 'Make the content of an earlier version the newest one',
    request: { params: versionParams, headers: ifMatchHeader },
    responses: { 200: json(dataOf(pageObject), 'The page at its new version') },
  }),
};

/** A stranger's document on the API's own host: it runs nothing, and no browser shows it as a page of ours. */
const contentHeaders = (charset: string, etag: string) => ({
  'Content-Type': `text/html; charset=${charset}`,
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'Content-Disposition': 'attachment; filename="page.html"',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-store',
  ETag: `"${etag}"`,
});

/** The content of a page and its versions. */
export function pageVersionRoutes(deps: PageDeps) {
  return createApi<ApiEnv>()
    .openapi(routes.write, async (c) => {
      const { id } = c.req.valid('param');
      const access = await reachPage(deps, askerOf(c), id, 'write');
      const content = await receiveNewContent(deps, access, c);
      const page = await writeVersion(deps, access, id, content, c.req.valid('header')['if-match']);
      return c.json({ data: presentPage(page, access.workspace, deps.publicUrl) }, 200);
    })
    .openapi(routes.list, async (c) => {
      const { id } = c.req.valid('param');
      const { limit = LIST_LIMIT_DEFAULT, cursor } = c.req.valid('query');
      const access = await reachPage(deps, askerOf(c), id, 'read');
      const page = await readPage(deps, scopeIn(access), id);
      return c.json(presentList(await listVersions(deps, page, { limit, before: cursor }), presentVersion), 200);
    })
    .openapi(routes.read, async (c) => {
      const { id, version: number } = c.req.valid('param');
      const access = await reachPage(deps, askerOf(c), id, 'read');
      const page = await readPage(deps, scopeIn(access), id);
      const content = await readPageBytes(deps, page, number);
      if (content === undefined) throw versionNotFound();
      const { charset, etag } = content.version;
      return c.body(new Uint8Array(content.bytes), 200, contentHeaders(charset, etag));
    })
    .openapi(routes.restore, async (c) => {
      const { id, version } = c.req.valid('param');
      const access = await reachPage(deps, askerOf(c), id, 'write');
      const page = await restoreVersion(deps, access, id, version, c.req.valid('header')['if-match']);
      return c.json({ data: presentPage(page, access.workspace, deps.publicUrl) }, 200);
    });
}
