import { isOneTimeToken } from '../../platform/crypto/one-time-token.ts';
import type { Language } from '../../web/index.ts';
import type { SignIn } from './sign-in.ts';
import type { SignInDeps } from './sign-in-deps.ts';
import { mayMailLink, throttleAddress } from './throttle.ts';

type Deps = SignInDeps & { readonly signIn: SignIn };

type Request = {
  readonly email: string;
  readonly next: string;
  readonly language: Language;
  readonly headers: Headers;
  readonly address: string;
};

/**
 * Sends a link to whom it belongs, if they may sign in; whoever asks learns nothing of that. Throws `rate_limited` for an address
 * that asks too often.
 */
export async function requestSignInLink(
  deps: Deps,
  { email, next, language, headers, address }: Request,
): Promise<void> {
  await throttleAddress(deps, address);
  if (!(await mayMailLink(deps, email))) return;
  const auth = await deps.signIn.auth();
  await auth.api.signInMagicLink({ body: { email: email.toLowerCase(), metadata: { language, next } }, headers });
}

/** Uses a link up. Returns the cookies of the session; undefined for a link that opens nothing, or nothing any more. */
export async function signInByLink(deps: Deps, token: string, headers: Headers): Promise<Headers | undefined> {
  if (!isOneTimeToken(token)) return undefined;
  const auth = await deps.signIn.auth();
  const answer = await auth.api.magicLinkVerify({ query: { token }, headers, asResponse: true });
  // Failures are redirects to an address that says why.
  return answer.ok ? answer.headers : undefined;
}
