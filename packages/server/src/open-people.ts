import { openSignIn, type Person, type SignIn, type SignInDeps } from './accounts/index.ts';
import type { Config } from './config/index.ts';
import type { Store } from './open-store.ts';
import { activateGrants } from './pages/index.ts';
import type { PasswordHasher } from './platform/crypto/password-hash.ts';
import type { Limits } from './platform/limits/limits.ts';
import type { Log } from './platform/log.ts';
import { openMail } from './platform/mail/open-mail.ts';

/** What people need beside what is there already. */
export type People = Pick<SignInDeps, 'onSignedIn' | 'mail' | 'signUp' | 'oidc'> & {
  readonly signIn: SignIn;
};

type Parts = {
  readonly store: Store;
  readonly limits: Limits;
  readonly passwords: PasswordHasher;
  readonly log: Log;
};

/** Mail and sign-in, as the operator has set them. */
export function openPeople(config: Config, { store, limits, passwords, log }: Parts): People {
  const own = {
    onSignedIn: (person: Person) => activateGrants(store, person),
    mail: openMail(config.mail),
    signUp: config.people.signUp,
    oidc: config.people.oidc,
  };
  const { publicUrl } = config.http;
  const signIn = openSignIn({ ...store, ...own, passwords, log, limits, limitOverrides: config.limits, publicUrl });
  return { ...own, signIn };
}
