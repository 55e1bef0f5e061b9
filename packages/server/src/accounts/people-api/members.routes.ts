import { createRoute } from '@hono/zod-openapi';
import { createApi } from '../../platform/http/api.ts';
import { json } from '../../platform/http/openapi.ts';
import type { ApiEnv } from '../api-env.ts';
import { changeRole, handOver } from '../members/change-role.ts';
import { endMembership } from '../members/end-membership.ts';
import { listMembers } from '../members/list-members.ts';
import { standingOf } from '../members/steward-of.ts';
import { requireScope } from '../require-scope.ts';
import type { SignInDeps } from '../sign-in/sign-in-deps.ts';
import { doneObject, handOverBody, idParams, memberList, memberParams, updateMemberBody } from './people.schema.ts';
import { presentMember } from './present-people.ts';

const common = { tags: ['Workspaces'], middleware: requireScope('admin') };

const routes = {
  members: createRoute({
    ...common,
    method: 'get',
    path: '/workspaces/{id}/members',
    summary: 'List the members',
    request: { params: idParams },
    responses: { 200: json(memberList, 'The members, the longest first') },
  }),
  changeRole: createRoute({
    ...common,
    method: 'patch',
    path: '/workspaces/{id}/members/{person_id}',
    summary: 'Change the role of a member',
    request: { params: memberParams, body: { required: true, ...json(updateMemberBody, 'The role') } },
    responses: { 200: json(memberList, 'The members after the change') },
  }),
  remove: createRoute({
    ...common,
    method: 'delete',
    path: '/workspaces/{id}/members/{person_id}',
    summary: 'Remove a member, or leave',
    request: { params: memberParams },
    responses: { 200: json(doneObject, 'They are no member any more') },
  }),
  handOver: createRoute({
    ...common,
    method: 'post',
    path: '/workspaces/{id}/hand-over',
    summary: 'Make another member the owner, and oneself an admin',
    request: { params: idParams, body: { required: true, ...json(handOverBody, 'To whom') } },
    responses: { 200: json(memberList, 'The members after the change') },
  }),
};

/** `/workspaces/{id}/members`, which are looked at by `workspaceRoutes` first. */
export function memberRoutes(deps: SignInDeps) {
  return createApi<ApiEnv>()
    .openapi(routes.members, async (c) => {
      const { steward } = standingOf(c);
      return c.json({ data: (await listMembers(deps, steward.workspaceId)).map(presentMember) }, 200);
    })
    .openapi(routes.changeRole, async (c) => {
      const { id, person_id } = c.req.valid('param');
      const { steward } = standingOf(c);
      await changeRole(deps, steward, person_id, c.req.valid('json').role);
      return c.json({ data: (await listMembers(deps, id)).map(presentMember) }, 200);
    })
    .openapi(routes.remove, async (c) => {
      const { person_id } = c.req.valid('param');
      const { steward } = standingOf(c);
      await endMembership(deps, steward, person_id);
      return c.json({ id: person_id, deleted: true as const }, 200);
    })
    .openapi(routes.handOver, async (c) => {
      const { id } = c.req.valid('param');
      const { steward } = standingOf(c);
      await handOver(deps, steward, c.req.valid('json').person_id);
      return c.json({ data: (await listMembers(deps, id)).map(presentMember) }, 200);
    });
}
