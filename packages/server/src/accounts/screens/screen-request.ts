import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Caller } from '../../platform/events/caller.ts';
import type { RequestEnv } from '../../platform/http/request-env.ts';
import { anonymiseAddress, formatAnonymousAddress } from '../../platform/net/anonymise-address.ts';
import { chooseLanguage, type Language, renderScreen, type Screen } from '../../web/index.ts';
import type { Person } from '../people/person.ts';
import { currentSession, type Session, type SessionDeps } from '../sign-in/current-session.ts';
import { requireSameOrigin } from '../sign-in/same-origin.ts';
import type { SignInDeps } from '../sign-in/sign-in-deps.ts';
import { type Texts, textsOf } from './texts/texts.ts';

export type ScreenDeps = SignInDeps & SessionDeps;
export type ScreenEnv = RequestEnv;
export type ScreenContext = Context<ScreenEnv>;

export function languageOf(c: Context): Language {
  return chooseLanguage(c.req.header('accept-language'));
}

export function screenTexts(c: Context): Texts {
  return textsOf(languageOf(c));
}

export function answerScreen(
  c: Context,
  screen: Omit<Screen, 'language'>,
  status: ContentfulStatusCode = 200,
): Response {
  const { headers, body } = renderScreen({ ...screen, language: languageOf(c) });
  return c.body(body, status, headers);
}

/** Statuses of failures that a form shows; all of them have a body. */
export const statusOf = (status: number): ContentfulStatusCode => status as ContentfulStatusCode;

/** 303: what follows a form is read anew, so that reloading it sends nothing twice. */
export const goTo = (c: Context, path: string): Response => c.redirect(path, 303);

/** Where to go after signing in: a path of this server and nothing else, or the account. */
export function nextPath(text: string | undefined): string {
  const isPath = text !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(text) && !text.includes('\\');
  return isPath ? text : '/account';
}

export const anonymousAddress = (c: ScreenContext): string | null =>
  formatAnonymousAddress(anonymiseAddress(c.get('clientAddress')));

/** Somebody who is signed in, changing what is theirs. */
export function personalCaller(c: ScreenContext, { id, workspaceId }: Pick<Person, 'id' | 'workspaceId'>): Caller {
  return { workspaceId, livemode: true, actor: { kind: 'person', id, address: anonymousAddress(c) } };
}

/** The session of a form that changes something. Undefined for nobody; throws `forbidden` for a form of another site. */
export async function sessionOfForm(deps: ScreenDeps, c: ScreenContext): Promise<Session | undefined> {
  requireSameOrigin(c.req.raw, deps.publicUrl);
  return currentSession(deps, c.req.raw);
}
