import { APIError } from 'better-auth/api';
import { makePersonalWorkspace, mayBecomePerson } from '../people/admit-person.ts';
import type { SignInDeps } from './sign-in-deps.ts';

const NOT_EXPECTED = 'NOT_EXPECTED';

type Newcomer = { readonly email: string; readonly emailVerified: boolean };

/** For better-auth, just before it makes a person out of an address. Returns their personal workspace. */
export async function admitNewcomer(
  deps: SignInDeps,
  { email, emailVerified }: Newcomer,
  path: string,
): Promise<string> {
  // A provider may hand on an address that nobody has proven to it.
  const mayCome = emailVerified && (await mayBecomePerson(deps, email, path.startsWith('/callback/')));
  if (!mayCome) {
    throw new APIError('FORBIDDEN', { code: NOT_EXPECTED, message: 'Nobody with this address is expected here.' });
  }
  return (await makePersonalWorkspace(deps, email)).id;
}
