import { createRoute } from '@hono/zod-openapi';
import { createApi } from '../../platform/http/api.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { json } from '../../platform/http/openapi.ts';
import { type ApiEnv, callerOf } from '../api-env.ts';
import { updatePerson } from '../people/update-person.ts';
import { requireScope } from '../require-scope.ts';
import { actingPerson, requirePerson, requireSession } from '../sign-in/acting-person.ts';
import type { SessionDeps } from '../sign-in/current-session.ts';
import { deleteSession, deleteSessions, listSessionRows } from '../sign-in/sessions.store.ts';
import { setPassword } from '../sign-in/set-password.ts';
import type { SignInDeps } from '../sign-in/sign-in-deps.ts';
import { deletePasskey, findPasswordHash, listPasskeyRows } from '../sign-in/sign-in-methods.store.ts';
import {
  doneObject,
  endedObject,
  idParams,
  passkeyList,
  passwordBody,
  personObject,
  sessionList,
  updateMeBody,
} from './people.schema.ts';
import { presentPerson, presentSession } from './present-people.ts';

const common = { tags: ['People'], middleware: requireScope('admin') };

const routes = {
  read: createRoute({
    ...common,
    method: 'get',
    path: '/me',
    summary: 'Read who is signed in, or whose personal key this is',
    responses: { 200: json(personObject, 'The person') },
  }),
  update: createRoute({
    ...common,
    method: 'patch',
    path: '/me',
    summary: 'Change the name, the username or the language of mails',
    request: { body: { required: true, ...json(updateMeBody, 'What to change') } },
    responses: { 200: json(personObject, 'The person after the change') },
  }),
  password: createRoute({
    ...common,
    method: 'put',
    path: '/me/password',
    summary: 'Set a password; ends the other sessions',
    request: { body: { required: true, ...json(passwordBody, 'The password') } },
    responses: { 200: json(personObject, 'The person') },
  }),
  sessions: createRoute({
    ...common,
    method: 'get',
    path: '/me/sessions',
    summary: 'List the sessions, the latest used first',
    responses: { 200: json(sessionList, 'The sessions') },
  }),
  endSession: createRoute({
    ...common,
    method: 'delete',
    path: '/me/sessions/{id}',
    summary: 'End a session',
    request: { params: idParams },
    responses: { 200: json(doneObject, 'It opens nothing any more') },
  }),
  signOutEverywhere: createRoute({
    ...common,
    method: 'post',
    path: '/me/sign-out-everywhere',
    summary: 'End every session, this one as well',
    responses: { 200: json(endedObject, 'Nobody is signed in as this person any more') },
  }),
  passkeys: createRoute({
    ...common,
    method: 'get',
    path: '/me/passkeys',
    summary: 'List the passkeys',
    responses: { 200: json(passkeyList, 'The passkeys') },
  }),
  deletePasskey: createRoute({
    ...common,
    method: 'delete',
    path: '/me/passkeys/{id}',
    summary: 'Remove a passkey',
    request: { params: idParams },
    responses: { 200: json(doneObject, 'It opens nothing any more') },
  }),
};

type Deps = SignInDeps & SessionDeps;

const nothingHere = (what: string) => new AppError(FAILURES.notFound, `There is no ${what} with this id.`);

/** `/me`: what people do about themselves. */
export function meRoutes(deps: Deps) {
  const { db } = deps;
  const hasPassword = async (personId: string) => (await findPasswordHash(db, personId)) !== undefined;
  return createApi<ApiEnv>()
    .openapi(routes.read, async (c) => {
      const person = await requirePerson(deps, c);
      return c.json(presentPerson(person, await hasPassword(person.id)), 200);
    })
    .openapi(routes.update, async (c) => {
      const person = await requirePerson(deps, c);
      const updated = await updatePerson(deps, person, callerOf(c).actor, c.req.valid('json'));
      return c.json(presentPerson(updated, await hasPassword(person.id)), 200);
    })
    .openapi(routes.password, async (c) => {
      const session = await requireSession(deps, c);
      const { password, current_password: currentPassword } = c.req.valid('json');
      await setPassword(deps, session, callerOf(c).actor, { password, currentPassword });
      return c.json(presentPerson(session.person, true), 200);
    })
    .openapi(routes.sessions, async (c) => {
      const { id, person } = await requireSession(deps, c);
      return c.json({ data: (await listSessionRows(db, person.id)).map((row) => presentSession(row, id)) }, 200);
    })
    .openapi(routes.endSession, async (c) => {
      const person = await actingPerson(deps, c);
      const { id } = c.req.valid('param');
      const isGone = person !== undefined && (await deleteSession(db, person.id, id));
      if (!isGone) throw nothingHere('session');
      return c.json({ id, deleted: true as const }, 200);
    })
    .openapi(routes.signOutEverywhere, async (c) => {
      const person = await requirePerson(deps, c);
      await deleteSessions(db, person.id);
      return c.json({ signed_out: true as const }, 200);
    })
    .openapi(routes.passkeys, async (c) => {
      const person = await requirePerson(deps, c);
      return c.json({ data: await listPasskeyRows(db, person.id) }, 200);
    })
    .openapi(routes.deletePasskey, async (c) => {
      const person = await actingPerson(deps, c);
      const { id } = c.req.valid('param');
      const isGone = person !== undefined && (await deletePasskey(db, person.id, id));
      if (!isGone) throw nothingHere('passkey');
      return c.json({ id, deleted: true as const }, 200);
    });
}
