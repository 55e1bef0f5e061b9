import { openSignIn, type SignIn } from './accounts/index.ts';
import type { Config } from './config/index.ts';
import type { Store } from './open-store.ts';
import type { Log } from './platform/log.ts';
import type { Mailer } from './platform/mail/mail.ts';
import { openMail } from './platform/mail/open-mail.ts';

/** Mail and sign-in, as the operator has set them. */
export function openPeople(config: Config, store: Store, log: Log): { readonly mail: Mailer; readonly signIn: SignIn } {
  const mail = openMail(config.mail);
  const { publicUrl } = config.http;
  return { mail, signIn: openSignIn({ ...store, log, mail, publicUrl, signUp: config.people.signUp }) };
}
