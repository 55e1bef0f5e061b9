import type { Auth } from './create-auth.ts';
import { PROVIDER_ID, providerConfig } from './provider.ts';
import type { SignIn } from './sign-in.ts';
import type { SignInDeps } from './sign-in-deps.ts';

async function load(deps: SignInDeps): Promise<Auth> {
  const { createAuth } = await import('./create-auth.ts');
  return createAuth(deps, []);
}

/** Asks the provider for its addresses and keys. */
async function loadWithProvider(deps: SignInDeps): Promise<Auth | undefined> {
  if (deps.oidc === undefined) return undefined;
  const { createAuth } = await import('./create-auth.ts');
  const auth = createAuth(deps, [providerConfig(deps.oidc)]);
  const { socialProviders } = await auth.$context;
  return socialProviders.some(({ id }) => id === PROVIDER_ID) ? auth : undefined;
}

/** Touches neither the database nor the provider before somebody signs in, so that the server starts without them. */
export function openSignIn(deps: SignInDeps): SignIn {
  let loading: Promise<Auth> | undefined;
  let asking: Promise<Auth | undefined> | undefined;
  return {
    auth() {
      loading ??= load(deps);
      return loading;
    },
    async providerAuth() {
      asking ??= loadWithProvider(deps);
      const auth = await asking;
      // It was away: whoever comes next asks again.
      if (auth === undefined) asking = undefined;
      return auth;
    },
  };
}
