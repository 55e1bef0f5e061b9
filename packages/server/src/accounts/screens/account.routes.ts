import { Hono } from 'hono';
import { z } from 'zod';
import { AppError } from '../../platform/http/app-error.ts';
import { readForm } from '../../platform/http/read-form.ts';
import { createKey } from '../create-key.ts';
import { SCOPES_WITHOUT_ADMIN } from '../key-scope.ts';
import { listKeys } from '../list-keys.ts';
import { createTeam } from '../people/create-team.ts';
import { listWorkspaceRowsOfMember } from '../people/memberships.store.ts';
import { updatePerson } from '../people/update-person.ts';
import { nameInput } from '../people-api/people.schema.ts';
import { revokeKey } from '../revoke-key.ts';
import { currentSession, type Session } from '../sign-in/current-session.ts';
import { deleteSession, deleteSessions, listSessionRows } from '../sign-in/sessions.store.ts';
import { setPassword } from '../sign-in/set-password.ts';
import { deletePasskey, findPasswordHash, listPasskeyRows } from '../sign-in/sign-in-methods.store.ts';
import type { VerifiedKeys } from '../verified-keys.ts';
import { type AccountFacts, accountScreen } from './account-screen.ts';
import { handleField } from './form-fields.ts';
import { parseFields } from './parse-fields.ts';
import {
  answerScreen,
  goTo,
  languageOf,
  personalCaller,
  type ScreenContext,
  type ScreenDeps,
  type ScreenEnv,
  screenTexts,
  sessionOfForm,
  statusOf,
} from './screen-request.ts';
import { problemText } from './texts/problem-text.ts';

const KEYS_SHOWN = 100;

export type AccountScreenDeps = ScreenDeps & {
  readonly keyring: { readonly apiKeyPepper: Buffer };
  readonly verifiedKeys: VerifiedKeys;
};

const profileFields = z.object({ name: nameInput, username: handleField });
const workspaceFields = z.object({ handle: handleField, name: nameInput });
const keyFields = z.object({ name: nameInput });

const signInFirst = (c: ScreenContext) => goTo(c, '/sign-in?next=/account');

/** `/account`. */
export function accountScreens(deps: AccountScreenDeps): Hono<ScreenEnv> {
  const { db } = deps;
  const routes = new Hono<ScreenEnv>();

  async function show(
    c: ScreenContext,
    { id: sessionId, person }: Session,
    more: Partial<AccountFacts> = {},
    status = 200,
  ) {
    const scope = { workspaceId: person.workspaceId, livemode: true };
    const [hash, sessions, passkeys, workspaces, { keys }] = await Promise.all([
      findPasswordHash(db, person.id),
      listSessionRows(db, person.id),
      listPasskeyRows(db, person.id),
      listWorkspaceRowsOfMember(db, person.id),
      listKeys(deps, scope, { limit: KEYS_SHOWN, offset: 0 }),
    ]);
    const facts = { person, hasPassword: hash !== undefined, sessionId, sessions, passkeys, workspaces };
    const live = keys.filter(({ revokedAtMs }) => revokedAtMs === null);
    return answerScreen(c, accountScreen(screenTexts(c), { ...facts, keys: live, ...more }), statusOf(status));
  }

  type Form = Readonly<Record<string, string>>;
  type Work = (c: ScreenContext, session: Session, form: Form) => Promise<Response | undefined>;

  /** A form of somebody who is signed in: what is wrong with it is shown where it was filled in. */
  function onForm(path: string, work: Work): void {
    routes.post(path, async (c) => {
      const session = await sessionOfForm(deps, c);
      if (session === undefined) return signInFirst(c);
      try {
        return (await work(c, session, await readForm(c))) ?? goTo(c, '/account?saved');
      } catch (error) {
        const problem = problemText(error, languageOf(c));
        return show(c, session, { problem }, error instanceof AppError ? error.status : 400);
      }
    });
  }

  routes.get('/account', async (c) => {
    const session = await currentSession(deps, c.req.raw);
    return session === undefined ? signInFirst(c) : show(c, session, { saved: c.req.query('saved') !== undefined });
  });

  onForm('/account/profile', async (c, { person }, form) => {
    await updatePerson(deps, person, personalCaller(c, person).actor, parseFields(profileFields, form));
    return undefined;
  });
  onForm('/account/password', async (c, session, { password = '', current }) => {
    const currentPassword = current === '' ? undefined : current;
    await setPassword(deps, session, personalCaller(c, session.person).actor, { password, currentPassword });
    return undefined;
  });
  onForm('/account/sessions/end', async (_c, { person }, { id = '' }) => {
    await deleteSession(db, person.id, id);
    return undefined;
  });
  onForm('/account/sign-out-everywhere', async (c, { person }) => {
    await deleteSessions(db, person.id);
    return goTo(c, '/sign-in');
  });
  onForm('/account/passkeys/remove', async (_c, { person }, { id = '' }) => {
    await deletePasskey(db, person.id, id);
    return undefined;
  });
  onForm('/account/workspaces', async (c, { person }, form) => {
    const team = await createTeam(deps, person.id, personalCaller(c, person).actor, parseFields(workspaceFields, form));
    return goTo(c, `/account/workspaces/${team.id}`);
  });
  onForm('/account/keys', async (c, session, form) => {
    const { name } = parseFields(keyFields, form);
    const draft = { kind: 'personal', name, scopes: SCOPES_WITHOUT_ADMIN } as const;
    const owner = { id: session.person.workspaceId, kind: 'personal' } as const;
    const { token } = await createKey(deps, owner, draft, personalCaller(c, session.person).actor);
    return show(c, session, { newKey: token }, 201);
  });
  onForm('/account/keys/revoke', async (c, { person }, { id = '' }) => {
    await revokeKey(deps, personalCaller(c, person), id);
    return undefined;
  });
  return routes;
}
