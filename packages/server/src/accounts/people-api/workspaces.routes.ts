import { createRoute } from '@hono/zod-openapi';
import { createApi } from '../../platform/http/api.ts';
import { json } from '../../platform/http/openapi.ts';
import { chooseLanguage } from '../../web/index.ts';
import { type ApiEnv, callerOf } from '../api-env.ts';
import { toWorkspace } from '../find-workspace.ts';
import { acceptInvitation } from '../members/accept-invitation.ts';
import { changeRole, handOver } from '../members/change-role.ts';
import { endMembership } from '../members/end-membership.ts';
import { invite } from '../members/invite.ts';
import { listMembers } from '../members/list-members.ts';
import { listInvitations, takeBackInvitation } from '../members/open-invitations.ts';
import { renameTeam } from '../members/rename-team.ts';
import { standingOf, stewardOf } from '../members/steward-of.ts';
import { createTeam } from '../people/create-team.ts';
import { listWorkspaceRowsOfMember } from '../people/memberships.store.ts';
import { requireScope } from '../require-scope.ts';
import { requirePerson, requireSession } from '../sign-in/acting-person.ts';
import type { SessionDeps } from '../sign-in/current-session.ts';
import type { SignInDeps } from '../sign-in/sign-in-deps.ts';
import {
  acceptBody,
  createWorkspaceBody,
  doneObject,
  handOverBody,
  idParams,
  invitationList,
  invitationObject,
  invitationParams,
  inviteBody,
  invitedObject,
  memberList,
  memberParams,
  updateMemberBody,
  updateWorkspaceBody,
  workspaceList,
  workspaceObject,
} from './people.schema.ts';
import { presentInvitation, presentMember, presentWorkspace } from './present-people.ts';

const common = { tags: ['Workspaces'], middleware: requireScope('admin') };

const routes = {
  list: createRoute({
    ...common,
    method: 'get',
    path: '/workspaces',
    summary: 'List the workspaces of which one is a member',
    responses: { 200: json(workspaceList, 'The workspaces, the personal one first') },
  }),
  create: createRoute({
    ...common,
    method: 'post',
    path: '/workspaces',
    summary: 'Create a team workspace',
    request: { body: { required: true, ...json(createWorkspaceBody, 'The workspace to make') } },
    responses: { 201: json(workspaceObject, 'The workspace, of which one is the owner') },
  }),
  read: createRoute({
    ...common,
    method: 'get',
    path: '/workspaces/{id}',
    summary: 'Read a workspace',
    request: { params: idParams },
    responses: { 200: json(workspaceObject, 'The workspace') },
  }),
  update: createRoute({
    ...common,
    method: 'patch',
    path: '/workspaces/{id}',
    summary: 'Rename a workspace',
    request: { params: idParams, body: { required: true, ...json(updateWorkspaceBody, 'The name') } },
    responses: { 200: json(workspaceObject, 'The workspace after the change') },
  }),
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
  invitations: createRoute({
    ...common,
    method: 'get',
    path: '/workspaces/{id}/invitations',
    summary: 'List the invitations that can be accepted',
    request: { params: idParams },
    responses: { 200: json(invitationList, 'The invitations, newest first') },
  }),
  invite: createRoute({
    ...common,
    method: 'post',
    path: '/workspaces/{id}/invitations',
    summary: 'Invite somebody by mail',
    request: { params: idParams, body: { required: true, ...json(inviteBody, 'Whom, and as what') } },
    responses: { 201: json(invitedObject, 'The invitation') },
  }),
  takeBack: createRoute({
    ...common,
    method: 'delete',
    path: '/workspaces/{id}/invitations/{invitation_id}',
    summary: 'Take an invitation back',
    request: { params: invitationParams },
    responses: { 200: json(doneObject, 'Its address opens nothing any more') },
  }),
  accept: createRoute({
    ...common,
    method: 'post',
    path: '/invitations/accept',
    summary: 'Accept an invitation, signed in with the address it was sent to',
    request: { body: { required: true, ...json(acceptBody, 'The token in its address') } },
    responses: { 200: json(invitationObject, 'What was accepted') },
  }),
};

/** `/workspaces` and `/invitations`: who may use what together. */
export function workspaceRoutes(deps: SignInDeps & SessionDeps) {
  const api = createApi<ApiEnv>();
  // Before a body is looked at: whoever may not know of a workspace learns nothing of what could be wrong with a request about it.
  api.use('/workspaces/:id/*', requireScope('admin'), async (c, next) => {
    c.set('standing', await stewardOf(deps, c, c.req.param('id') ?? ''));
    await next();
  });
  return api
    .openapi(routes.list, async (c) => {
      const person = await requirePerson(deps, c);
      const rows = await listWorkspaceRowsOfMember(deps.db, person.id);
      const data = rows.map(({ role, ...row }) => presentWorkspace({ workspace: toWorkspace(row), role }));
      return c.json({ data }, 200);
    })
    .openapi(routes.create, async (c) => {
      const person = await requirePerson(deps, c);
      const workspace = await createTeam(deps, person.id, callerOf(c).actor, c.req.valid('json'));
      return c.json(presentWorkspace({ workspace, role: 'owner' }), 201);
    })
    .openapi(routes.read, async (c) => {
      return c.json(presentWorkspace(standingOf(c).reach), 200);
    })
    .openapi(routes.update, async (c) => {
      const { steward, reach } = standingOf(c);
      const { name } = c.req.valid('json');
      await renameTeam(deps, steward, name);
      return c.json(presentWorkspace({ ...reach, workspace: { ...reach.workspace, name } }), 200);
    })
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
    })
    .openapi(routes.invitations, async (c) => {
      const { steward } = standingOf(c);
      return c.json({ data: (await listInvitations(deps, steward)).map(presentInvitation) }, 200);
    })
    .openapi(routes.invite, async (c) => {
      const { steward } = standingOf(c);
      const { email, role = 'member' } = c.req.valid('json');
      const language = chooseLanguage(c.req.header('accept-language'));
      const { invitation, handOverUrl: url } = await invite(deps, steward, { email, role, language });
      c.header('Cache-Control', 'no-store');
      const delivery = url === null ? ('mail' as const) : ('hand_over' as const);
      return c.json({ ...presentInvitation(invitation), delivery, url }, 201);
    })
    .openapi(routes.takeBack, async (c) => {
      const { invitation_id } = c.req.valid('param');
      const { steward } = standingOf(c);
      await takeBackInvitation(deps, steward, invitation_id);
      return c.json({ id: invitation_id, deleted: true as const }, 200);
    })
    .openapi(routes.accept, async (c) => {
      const { person } = await requireSession(deps, c);
      const accepted = await acceptInvitation(deps, c.req.valid('json').token, person, callerOf(c).actor.address);
      return c.json(presentInvitation(accepted), 200);
    });
}
