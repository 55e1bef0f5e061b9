import { enqueueMail, pretendToEnqueueMail } from '../../platform/mail/enqueue-mail.ts';
import type { Mail } from '../../platform/mail/mail.ts';
import { chooseLanguage, type Language } from '../../web/index.ts';
import { signInMail } from '../mails/sign-in-mail.ts';
import { mayBecomePerson } from '../people/admit-person.ts';
import { findPersonByEmail } from '../people/find-person.ts';
import type { SignInDeps } from './sign-in-deps.ts';

export type SignInLink = {
  readonly email: string;
  readonly token: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
};

/** Where a link leads after it, and in which language its mail is, as `requestSignInLink` has passed it on. */
function readMetadata({ metadata = {} }: SignInLink): { readonly language: Language; readonly next: string } {
  const { language, next } = metadata;
  return {
    language: chooseLanguage(typeof language === 'string' ? language : undefined),
    next: typeof next === 'string' ? next : '',
  };
}

/** Sends the link to whom it belongs, and to nobody else; both take the same time. */
export async function sendSignInLink(deps: SignInDeps, link: SignInLink): Promise<void> {
  const email = link.email.toLowerCase();
  const { language, next } = readMetadata(link);
  const [person, mayCome] = await Promise.all([findPersonByEmail(deps, email), mayBecomePerson(deps, email, false)]);
  const url = new URL('/sign-in/link', deps.publicUrl);
  url.searchParams.set('token', link.token);
  if (next !== '') url.searchParams.set('next', next);
  const mail: Mail = { to: email, ...signInMail(language, url.href, new URL(deps.publicUrl).host) };
  if (person !== undefined || mayCome) await enqueueMail(deps.db, deps, mail);
  else await pretendToEnqueueMail(deps.db, deps, mail);
}
