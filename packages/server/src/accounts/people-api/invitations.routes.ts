import { createRoute } from '@hono/zod-openapi';
import { createApi } from '../../platform/http/api.ts';
import { json } from '../../platform/http/openapi.ts';
import { chooseLanguage } from '../../web/index.ts';
import { type ApiEnv, callerOf } from '../api-env.ts';
import { acceptInvitation } from '../members/accept-invitation.ts';
import { invite } from '../members/invite.ts';
import { listInvitations, takeBackInvitation } from '../members/open-invitations.ts';
import { standingOf } from '../members/steward-of.ts';
import { requireScope } from '../require-scope.ts';
import { requireSession } from '../sign-in/acting-person.ts';
import type { SessionDeps } from '../sign-in/current-session.ts';
import type { SignInDeps } from '../sign-in/sign-in-deps.ts';
import {
  acceptBody,
  doneObject,
  idParams,
  invitationList,
  invitationObject,
  invitationParams,
  inviteBody,
  invitedObject,
} from './people.schema.ts';
import { presentInvitation } from './present-people.ts';

const common = { tags: ['Workspaces'], middleware: requireScope('admin') };

const routes = {
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

/** `/workspaces/{id}/invitations` and `/invitations`. Workspaces are looked at by `workspaceRoutes` first. */
export function invitationRoutes(deps: SignInDeps & SessionDeps) {
  return createApi<ApiEnv>()
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
