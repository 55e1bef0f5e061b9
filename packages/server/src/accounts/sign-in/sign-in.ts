import type { Auth } from './create-auth.ts';

/** Sign-in of this process. It is loaded when the first cookie or form arrives: the command line and the redirect do without. */
export type SignIn = {
  auth(): Promise<Auth>;
  /** With the OpenID Connect provider; undefined where there is none, or while it cannot be reached. */
  providerAuth(): Promise<Auth | undefined>;
};
