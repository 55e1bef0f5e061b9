import { PROVIDER_ID } from './provider.ts';
import type { SignIn } from './sign-in.ts';

/** Where to send somebody who wants to sign in at the provider, with the cookies that they bring back; undefined while it is away. */
export async function startAtProvider(
  { signIn }: { readonly signIn: SignIn },
  next: string,
  headers: Headers,
): Promise<{ readonly url: string; readonly cookies: Headers } | undefined> {
  const auth = await signIn.providerAuth();
  if (auth === undefined) return undefined;
  const body = { provider: PROVIDER_ID, callbackURL: next, errorCallbackURL: '/sign-in', disableRedirect: true };
  const { headers: cookies, response } = await auth.api.signInSocial({ body, headers, returnHeaders: true });
  return response.url === undefined ? undefined : { url: response.url, cookies };
}

/** They come back from the provider: with a session, or with what was wrong. */
export async function finishAtProvider(
  { signIn }: { readonly signIn: SignIn },
  request: Request,
): Promise<Response | undefined> {
  return (await signIn.providerAuth())?.handler(request);
}
