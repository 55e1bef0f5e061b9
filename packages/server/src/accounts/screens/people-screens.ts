import { Hono } from 'hono';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import type { RefusalDeps } from '../record-refusal.ts';
import { type AccountScreenDeps, accountScreens } from './account.routes.ts';
import { invitationScreens } from './invitation.routes.ts';
import { messageScreen } from './message-screen.ts';
import { passkeyRoutes } from './passkey.routes.ts';
import { answerScreen, languageOf, type ScreenEnv, statusOf } from './screen-request.ts';
import { setUpScreens } from './set-up.routes.ts';
import { signInScreens } from './sign-in.routes.ts';
import { teamScreens } from './team.routes.ts';
import { problemText } from './texts/problem-text.ts';

const TITLES = { en: 'This cannot be done', de: 'Das geht nicht' } as const;

/** Everything that people see about themselves and those they work with; nothing of it needs scripts but passkeys. */
export function peopleScreens(deps: AccountScreenDeps & RefusalDeps): Hono<ScreenEnv> {
  const routes = new Hono<ScreenEnv>();
  routes.route('/', signInScreens(deps));
  routes.route('/', passkeyRoutes(deps));
  routes.route('/', setUpScreens(deps));
  routes.route('/', invitationScreens(deps));
  routes.route('/', accountScreens(deps));
  routes.route('/', teamScreens(deps));
  routes.onError((error, c) => {
    const isTheirs = error instanceof AppError && error.status < 500 && error.code !== FAILURES.notFound.code;
    if (!isTheirs) throw error;
    for (const [name, value] of Object.entries(error.headers)) c.header(name, value);
    const language = languageOf(c);
    return answerScreen(c, messageScreen(TITLES[language], problemText(error, language)), statusOf(error.status));
  });
  return routes;
}
