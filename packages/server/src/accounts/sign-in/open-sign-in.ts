import type { Auth } from './create-auth.ts';
import type { SignIn } from './sign-in.ts';
import type { SignInDeps } from './sign-in-deps.ts';

async function load(deps: SignInDeps): Promise<Auth> {
  const { createAuth } = await import('./create-auth.ts');
  return createAuth(deps);
}

/** Does not touch the database before somebody signs in. */
export function openSignIn(deps: SignInDeps): SignIn {
  let loading: Promise<Auth> | undefined;
  return {
    auth() {
      loading ??= load(deps);
      return loading;
    },
  };
}
