import { Hono } from 'hono';
import { z } from 'zod';
import { AppError } from '../../platform/http/app-error.ts';
import { readForm } from '../../platform/http/read-form.ts';
import { emailInput } from '../people-api/people.schema.ts';
import { completeSetUp, requireSetUp } from '../set-up/set-up.ts';
import { requirePassword } from '../sign-in/password.ts';
import { requireSameOrigin } from '../sign-in/same-origin.ts';
import { throttleAddress } from '../sign-in/throttle.ts';
import { handleField, optionalNameField } from './form-fields.ts';
import { isGone } from './is-gone.ts';
import { messageScreen } from './message-screen.ts';
import { openSession } from './open-session.ts';
import { parseFields } from './parse-fields.ts';
import {
  answerScreen,
  goTo,
  languageOf,
  type ScreenContext,
  type ScreenDeps,
  type ScreenEnv,
  screenTexts,
  statusOf,
} from './screen-request.ts';
import { setUpScreen } from './set-up-screen.ts';
import { problemText } from './texts/problem-text.ts';

const formFields = z.object({
  email: emailInput,
  username: handleField,
  name: optionalNameField,
  password: z.string(),
});

/** `/setup/<token>`. */
export function setUpScreens(deps: ScreenDeps): Hono<ScreenEnv> {
  const routes = new Hono<ScreenEnv>();

  function showFailure(c: ScreenContext, error: unknown, filled: Readonly<Record<string, string>>) {
    const { setUp } = screenTexts(c);
    if (isGone(error)) return answerScreen(c, messageScreen(setUp.gone, setUp.goneLead), 404);
    const facts = { token: c.req.param('token') ?? '', problem: problemText(error, languageOf(c)), filled };
    return answerScreen(
      c,
      setUpScreen(screenTexts(c), facts),
      statusOf(error instanceof AppError ? error.status : 400),
    );
  }

  routes.get('/setup/:token', async (c) => {
    const token = c.req.param('token');
    try {
      await throttleAddress(deps, c.get('clientAddress'));
      await requireSetUp(deps, token);
      return answerScreen(c, setUpScreen(screenTexts(c), { token }));
    } catch (error) {
      return showFailure(c, error, {});
    }
  });

  routes.post('/setup/:token', async (c) => {
    requireSameOrigin(c.req.raw, deps.publicUrl);
    const form = await readForm(c);
    try {
      await requireSetUp(deps, c.req.param('token'));
      const { password, ...given } = parseFields(formFields, form);
      const passwordHash = await deps.passwords.hash(requirePassword(password));
      const first = { ...given, passwordHash, language: languageOf(c) };
      const person = await completeSetUp(deps, c.req.param('token'), first);
      await openSession(deps, c, person.id);
      return goTo(c, '/account');
    } catch (error) {
      return showFailure(c, error, form);
    }
  });
  return routes;
}
