import type { Context } from 'hono';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import type { ApiEnv } from '../api-env.ts';
import { findPerson, findPersonOfWorkspace } from '../people/find-person.ts';
import type { Person } from '../people/person.ts';
import { currentSession, type Session, type SessionDeps } from './current-session.ts';

/** The person behind a request: that of its session, or whose personal key it brings. Undefined for the key of a workspace. */
export async function actingPerson(deps: Pick<SessionDeps, 'db'>, c: Context<ApiEnv>): Promise<Person | undefined> {
  const { personId, kind, workspaceId } = c.get('principal');
  if (personId !== null) return findPerson(deps, personId);
  return kind === 'personal' ? findPersonOfWorkspace(deps, workspaceId) : undefined;
}

/** Throws `forbidden` where nobody in particular is behind the key. */
export async function requirePerson(deps: Pick<SessionDeps, 'db'>, c: Context<ApiEnv>): Promise<Person> {
  const person = await actingPerson(deps, c);
  if (person !== undefined) return person;
  throw new AppError(FAILURES.forbidden, 'This is for a person: use a session, or a personal key of somebody.');
}

/** Throws `forbidden` for keys: they have no session, and must not be able to make themselves another way in. */
export async function requireSession(deps: SessionDeps, c: Context<ApiEnv>): Promise<Session> {
  const session = c.get('principal').personId === null ? undefined : await currentSession(deps, c.req.raw);
  if (session !== undefined) return session;
  throw new AppError(FAILURES.forbidden, 'This is for somebody who is signed in; a key will not do.');
}
