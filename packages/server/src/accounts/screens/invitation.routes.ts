import { Hono } from 'hono';
import { z } from 'zod';
import { AppError } from '../../platform/http/app-error.ts';
import { readForm } from '../../platform/http/read-form.ts';
import { acceptInvitation, findInvitation, type ShownInvitation } from '../members/accept-invitation.ts';
import { joinAsNewcomer } from '../members/join-as-newcomer.ts';
import { invitationNotFound } from '../members/members.errors.ts';
import { findPersonByEmail } from '../people/find-person.ts';
import { currentSession, type Session } from '../sign-in/current-session.ts';
import { requirePassword } from '../sign-in/password.ts';
import { throttleAddress } from '../sign-in/throttle.ts';
import { handleField, optionalNameField } from './form-fields.ts';
import { invitationScreen, type Standing } from './invitation-screen.ts';
import { isGone } from './is-gone.ts';
import { messageScreen } from './message-screen.ts';
import { openSession } from './open-session.ts';
import { parseFields } from './parse-fields.ts';
import {
  anonymousAddress,
  answerScreen,
  goTo,
  languageOf,
  type ScreenContext,
  type ScreenDeps,
  type ScreenEnv,
  screenTexts,
  sessionOfForm,
  statusOf,
} from './screen-request.ts';
import type { Filled } from './set-up-screen.ts';
import { problemText } from './texts/problem-text.ts';

const newcomerFields = z.object({
  username: handleField,
  name: optionalNameField,
  password: z.string().default(''),
});

/** `/invite/<token>`. */
export function invitationScreens(deps: ScreenDeps): Hono<ScreenEnv> {
  const routes = new Hono<ScreenEnv>();

  async function standingOf(invitation: ShownInvitation, session: Session | undefined): Promise<Standing> {
    if (session !== undefined) return session.person.email === invitation.email ? 'invited' : 'somebody-else';
    return (await findPersonByEmail(deps, invitation.email)) === undefined ? 'new' : 'known';
  }

  async function show(c: ScreenContext, tried: { problem?: string; filled?: Filled } = {}, status = 200) {
    const token = c.req.param('token') ?? '';
    const invitation = await findInvitation(deps, token);
    const texts = screenTexts(c);
    if (invitation === undefined) {
      return answerScreen(c, messageScreen(texts.invitation.gone, texts.invitation.goneLead), 404);
    }
    const session = await currentSession(deps, c.req.raw);
    const standing = await standingOf(invitation, session);
    const signedInAs = session?.person.email;
    const facts = { token, invitation, standing, signedInAs, passwordNeeded: !deps.mail.isConfigured, ...tried };
    return answerScreen(c, invitationScreen(texts, facts), statusOf(status));
  }

  async function showFailure(c: ScreenContext, error: unknown, filled: Filled) {
    if (isGone(error)) return show(c);
    return show(
      c,
      { problem: problemText(error, languageOf(c)), filled },
      error instanceof AppError ? error.status : 400,
    );
  }

  async function join(c: ScreenContext, form: Readonly<Record<string, string>>): Promise<void> {
    const token = c.req.param('token') ?? '';
    const address = anonymousAddress(c);
    const session = await sessionOfForm(deps, c);
    if (session !== undefined) return void (await acceptInvitation(deps, token, session.person, address));
    if ((await findInvitation(deps, token)) === undefined) throw invitationNotFound();
    const { password, ...given } = parseFields(newcomerFields, form);
    const isLeftOut = password === '' && deps.mail.isConfigured;
    const passwordHash = isLeftOut ? undefined : await deps.passwords.hash(requirePassword(password));
    const person = await joinAsNewcomer(deps, token, { ...given, passwordHash, language: languageOf(c), address });
    await openSession(deps, c, person.id);
  }

  routes.get('/invite/:token', async (c) => {
    await throttleAddress(deps, c.get('clientAddress'));
    return show(c);
  });

  routes.post('/invite/:token', async (c) => {
    const form = await readForm(c);
    try {
      await join(c, form);
      return goTo(c, '/account');
    } catch (error) {
      return showFailure(c, error, form);
    }
  });
  return routes;
}
