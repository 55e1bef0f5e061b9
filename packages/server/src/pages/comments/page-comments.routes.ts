import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type ApiEnv, requireScope } from '../../accounts/index.ts';
import { createApi } from '../../platform/http/api.ts';
import { json } from '../../platform/http/openapi.ts';
import { reachPage, scopeIn } from '../page-access.ts';
import type { PageDeps } from '../page-deps.ts';
import { askerOf, LIST_LIMIT_DEFAULT, presentList } from '../page-request.ts';
import { commentParams, dataOf, listOf, listQuery, pageParams, success } from '../pages.schema.ts';
import { readPage } from '../read-page.ts';
import { addComment } from './add-comment.ts';
import { deleteComment, updateComment } from './change-comment.ts';
import { commenterOf } from './commenter.ts';
import { listComments } from './list-comments.ts';
import { addCommentBody, commentObject, updateCommentBody } from './page-comments.schema.ts';
import { presentComment } from './present-comment.ts';

const reads = { tags: ['Comments of pages'], middleware: requireScope('pages:read') };
const writes = { tags: ['Comments of pages'], middleware: requireScope('pages:write') };

const routes = {
  add: createRoute({
    ...writes,
    method: 'post',
    path: '/pages/{id}/comments',
    summary: 'Comment on a page, or reply to a comment',
    request: { params: pageParams, body: { required: true, ...json(addCommentBody, 'The comment') } },
    responses: { 201: json(dataOf(commentObject), 'The new comment') },
  }),
  list: createRoute({
    ...reads,
    method: 'get',
    path: '/pages/{id}/comments',
    summary: 'List the comments on a page, oldest first',
    request: { params: pageParams, query: listQuery },
    responses: { 200: json(listOf(commentObject), 'A part of the list') },
  }),
  update: createRoute({
    ...writes,
    method: 'patch',
    path: '/pages/{id}/comments/{comment_id}',
    summary: 'Change a comment, or mark it as resolved',
    request: { params: commentParams, body: { required: true, ...json(updateCommentBody, 'What to change') } },
    responses: { 200: json(dataOf(commentObject), 'The comment after the change') },
  }),
  delete: createRoute({
    ...writes,
    method: 'delete',
    path: '/pages/{id}/comments/{comment_id}',
    summary: 'Delete a comment with its replies',
    request: { params: commentParams },
    responses: { 200: json(dataOf(success), 'It is gone') },
  }),
};

/** Comments on a page. Whoever reaches its workspace may comment; in a browser its readers may, too. */
export function pageCommentRoutes(deps: PageDeps) {
  async function enter(c: Context<ApiEnv>, id: string) {
    const asker = askerOf(c);
    const access = await reachPage(deps, asker, id, 'read');
    const page = await readPage(deps, scopeIn(access), id);
    return { caller: access.caller, page, commenter: await commenterOf(deps, asker, access) };
  }

  return createApi<ApiEnv>()
    .openapi(routes.add, async (c) => {
      const { caller, page, commenter } = await enter(c, c.req.valid('param').id);
      const { body, parent_id, anchor } = c.req.valid('json');
      const comment = await addComment(deps, caller, page, commenter, {
        body,
        parentId: parent_id ?? undefined,
        anchor,
      });
      return c.json({ data: presentComment(comment) }, 201);
    })
    .openapi(routes.list, async (c) => {
      const { page } = await enter(c, c.req.valid('param').id);
      const { limit = LIST_LIMIT_DEFAULT, cursor } = c.req.valid('query');
      return c.json(presentList(await listComments(deps, page, { limit, cursor }), presentComment), 200);
    })
    .openapi(routes.update, async (c) => {
      const { id, comment_id } = c.req.valid('param');
      const { caller, page, commenter } = await enter(c, id);
      const comment = await updateComment(deps, caller, page, commenter, comment_id, c.req.valid('json'));
      return c.json({ data: presentComment(comment) }, 200);
    })
    .openapi(routes.delete, async (c) => {
      const { id, comment_id } = c.req.valid('param');
      const { caller, page, commenter } = await enter(c, id);
      await deleteComment(deps, caller, page, commenter, comment_id);
      return c.json({ data: { success: true as const } }, 200);
    });
}
