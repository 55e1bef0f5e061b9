import { APIError } from 'better-auth/api';
import { makePersonalWorkspace, mayBecomePerson } from '../people/admit-person.ts';
import type { SignInDeps } from './sign-in-deps.ts';

export const NOT_EXPECTED = 'NOT_EXPECTED';

/** For better-auth, just before it makes a person out of an address that was proven. Returns their personal workspace. */
export async function admitNewcomer(deps: SignInDeps, email: string, path: string): Promise<string> {
  if (!(await mayBecomePerson(deps, email, path.startsWith('/callback/')))) {
    throw new APIError('FORBIDDEN', { code: NOT_EXPECTED, message: 'Nobody with this address is expected here.' });
  }
  return (await makePersonalWorkspace(deps, email)).id;
}
