import { openSignIn, type Person, type SignIn, type SignInDeps } from './accounts/index.ts';
import type { Config } from './config/index.ts';
import type { Store } from './open-store.ts';
import { activateGrants } from './pages/index.ts';
import { createPasswordHasher } from './platform/crypto/password-hash.ts';
import type { Limits } from './platform/limits/limits.ts';
import type { Log } from './platform/log.ts';
import { openMail } from './platform/mail/open-mail.ts';

/** What people need beside what is there already. */
export type People = Pick<SignInDeps, 'onSignedIn' | 'mail' | 'passwords' | 'signUp' | 'oidc'> & {
  readonly signIn: SignIn;
};

/** Mail and sign-in, as the operator has set them. */
export function openPeople(config: Config, store: Store, limits: Limits, log: Log): People {
  const own = {
    onSignedIn: (person: Person) => activateGrants(store, person),
    mail: openMail(config.mail),
    passwords: createPasswordHasher(),
    signUp: config.people.signUp,
    oidc: config.people.oidc,
  };
  const { publicUrl } = config.http;
  return { ...own, signIn: openSignIn({ ...store, ...own, log, limits, limitOverrides: config.limits, publicUrl }) };
}
