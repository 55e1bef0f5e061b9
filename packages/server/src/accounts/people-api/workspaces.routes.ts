import { createRoute } from '@hono/zod-openapi';
import { createApi } from '../../platform/http/api.ts';
import { json } from '../../platform/http/openapi.ts';
import { type ApiEnv, callerOf } from '../api-env.ts';
import { toWorkspace } from '../find-workspace.ts';
import { renameTeam } from '../members/rename-team.ts';
import { standingOf, stewardOf } from '../members/steward-of.ts';
import { createTeam } from '../people/create-team.ts';
import { listWorkspaceRowsOfMember } from '../people/memberships.store.ts';
import { requireScope } from '../require-scope.ts';
import { requirePerson } from '../sign-in/acting-person.ts';
import type { SessionDeps } from '../sign-in/current-session.ts';
import type { SignInDeps } from '../sign-in/sign-in-deps.ts';
import { invitationRoutes } from './invitations.routes.ts';
import { memberRoutes } from './members.routes.ts';
import { createWorkspaceBody, idParams, updateWorkspaceBody, workspaceList, workspaceObject } from './people.schema.ts';
import { presentWorkspace } from './present-people.ts';

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
};

/** `/workspaces`, their members, and `/invitations`: who may use what together. */
export function workspaceRoutes(deps: SignInDeps & SessionDeps) {
  const api = createApi<ApiEnv>();
  // Before a body is looked at: whoever may not know of a workspace learns nothing of what could be wrong with a request about it.
  api.use('/workspaces/:id/*', requireScope('admin'), async (c, next) => {
    c.set('standing', await stewardOf(deps, c, c.req.param('id') ?? ''));
    await next();
  });
  api
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
    });
  api.route('/', memberRoutes(deps));
  api.route('/', invitationRoutes(deps));
  return api;
}
