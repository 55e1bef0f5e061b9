import { Hono } from 'hono';
import { AppError } from '../../platform/http/app-error.ts';
import { readForm } from '../../platform/http/read-form.ts';
import { html } from '../../web/index.ts';
import { emailInput } from '../people-api/people.schema.ts';
import { currentSession } from '../sign-in/current-session.ts';
import { requireSameOrigin } from '../sign-in/same-origin.ts';
import { deleteSession } from '../sign-in/sessions.store.ts';
import { requestSignInLink, signInByLink } from '../sign-in/sign-in-by-link.ts';
import { signInByPassword } from '../sign-in/sign-in-by-password.ts';
import { finishAtProvider, startAtProvider } from '../sign-in/sign-in-by-provider.ts';
import { throttleAddress } from '../sign-in/throttle.ts';
import { button, hidden } from './form-parts.ts';
import { messageScreen } from './message-screen.ts';
import { passCookies } from './open-session.ts';
import {
  answerScreen,
  goTo,
  languageOf,
  nextPath,
  type ScreenContext,
  type ScreenDeps,
  type ScreenEnv,
  screenTexts,
  sessionOfForm,
  statusOf,
} from './screen-request.ts';
import { signInScreen } from './sign-in-screen.ts';
import { problemText } from './texts/problem-text.ts';

/** `/sign-in` and `/sign-out`. */
export function signInScreens(deps: ScreenDeps): Hono<ScreenEnv> {
  const routes = new Hono<ScreenEnv>();

  function showSignIn(c: ScreenContext, next: string, tried: { problem?: string; name?: string } = {}, status = 200) {
    const facts = { next, sendsMail: deps.mail.isConfigured, providerName: deps.oidc?.name, ...tried };
    return answerScreen(c, signInScreen(screenTexts(c), facts), statusOf(status));
  }
  function showProblem(c: ScreenContext, error: unknown, next: string, name: string) {
    const problem = problemText(error, languageOf(c));
    return showSignIn(c, next, { problem, name }, error instanceof AppError ? error.status : 400);
  }

  routes.get('/sign-in', async (c) => {
    const next = nextPath(c.req.query('next'));
    if ((await currentSession(deps, c.req.raw)) !== undefined) return goTo(c, next);
    const { signIn } = screenTexts(c);
    const error = c.req.query('error');
    const problem = error === 'provider' ? signIn.providerAway : error && signIn.notExpected;
    return showSignIn(c, next, problem === undefined || problem === '' ? {} : { problem });
  });

  routes.post('/sign-in/password', async (c) => {
    requireSameOrigin(c.req.raw, deps.publicUrl);
    const { name = '', password = '', next } = await readForm(c);
    const attempt = { name: name.trim(), password, headers: c.req.raw.headers, address: c.get('clientAddress') };
    try {
      passCookies(c, await signInByPassword(deps, attempt));
      return goTo(c, nextPath(next));
    } catch (error) {
      return showProblem(c, error, nextPath(next), name);
    }
  });

  routes.post('/sign-in/mail', async (c) => {
    requireSameOrigin(c.req.raw, deps.publicUrl);
    const form = await readForm(c);
    const next = nextPath(form.next);
    const email = emailInput.safeParse((form.email ?? '').trim());
    if (!email.success || !deps.mail.isConfigured) return showSignIn(c, next, {}, 400);
    const { headers } = c.req.raw;
    try {
      const request = { email: email.data, next, language: languageOf(c), headers, address: c.get('clientAddress') };
      await requestSignInLink(deps, request);
      return goTo(c, '/sign-in/sent');
    } catch (error) {
      return showProblem(c, error, next, email.data);
    }
  });

  routes.get('/sign-in/sent', (c) => {
    const { sent } = screenTexts(c);
    const { main, ...rest } = messageScreen(sent.title, sent.lead);
    const more = html`${main}<p>${sent.advice}</p><p><a href="/sign-in">${sent.again}</a></p>`;
    return answerScreen(c, { ...rest, main: more });
  });

  routes.get('/sign-in/link', (c) => {
    const { link } = screenTexts(c);
    const form = html`<form method="post" action="/sign-in/link">${hidden('token', c.req.query('token') ?? '')}
${hidden('next', nextPath(c.req.query('next')))}<div class="actions">${button(link.submit)}</div></form>`;
    const { main, ...rest } = messageScreen(link.title, link.lead);
    return answerScreen(c, { ...rest, main: html`${main}${form}` });
  });

  routes.post('/sign-in/link', async (c) => {
    requireSameOrigin(c.req.raw, deps.publicUrl);
    const { token = '', next } = await readForm(c);
    const cookies = await signInByLink(deps, token, c.req.raw.headers);
    if (cookies !== undefined) {
      passCookies(c, cookies);
      return goTo(c, nextPath(next));
    }
    const { link } = screenTexts(c);
    const again = { text: link.again, href: `/sign-in?next=${encodeURIComponent(nextPath(next))}` };
    return answerScreen(c, messageScreen(link.gone, link.goneLead, again), 410);
  });

  routes.get('/sign-in/with-provider', async (c) => {
    const next = nextPath(c.req.query('next'));
    await throttleAddress(deps, c.get('clientAddress'));
    const started = await startAtProvider(deps, next, c.req.raw.headers);
    if (started === undefined) return goTo(c, `/sign-in?error=provider&next=${encodeURIComponent(next)}`);
    passCookies(c, started.cookies);
    return goTo(c, started.url);
  });
  routes.get('/sign-in/callback/oidc', async (c) => {
    return (await finishAtProvider(deps, c.req.raw)) ?? goTo(c, '/sign-in?error=provider');
  });

  routes.post('/sign-out', async (c) => {
    const session = await sessionOfForm(deps, c);
    if (session !== undefined) await deleteSession(deps.db, session.person.id, session.id);
    const { next } = await readForm(c);
    return goTo(c, next === undefined ? '/sign-in' : nextPath(next));
  });
  return routes;
}
