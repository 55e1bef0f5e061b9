import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { findPersonByUsername } from '../people/find-person.ts';
import type { SignIn } from './sign-in.ts';
import type { SignInDeps } from './sign-in-deps.ts';
import { throttleAddress, throttlePassword } from './throttle.ts';

const WRONG = new AppError(FAILURES.unauthorized, 'The address or the password is not right.');
const UNVERIFIED = new AppError(FAILURES.forbidden, 'This address is not verified yet: use a sign-in link.');

type Attempt = {
  readonly name: string;
  readonly password: string;
  readonly headers: Headers;
  readonly address: string;
};

/** What nobody has, so that names that are nobody's cost what others cost. */
const NOBODY = 'nobody@invalid.example';

const codeOf = (error: unknown) =>
  typeof error === 'object' && error !== null && 'body' in error ? (error.body as { code?: string }).code : undefined;

/**
 * Signs somebody in by address or username, and password. The answer to what is wrong is the same, and as late, whether there is
 * such a person or not. Throws `unauthorized`, `forbidden` for the right password of an address that was never proven, and
 * `rate_limited`.
 */
export async function signInByPassword(
  deps: SignInDeps & { readonly signIn: SignIn },
  { name, password, headers, address }: Attempt,
): Promise<Headers> {
  await throttleAddress(deps, address);
  const email = name.includes('@') ? name : ((await findPersonByUsername(deps, name))?.email ?? NOBODY);
  // By username and by address it is one account, whose guesses count together.
  await throttlePassword(deps, email === NOBODY ? name : email, address);
  const auth = await deps.signIn.auth();
  try {
    const answer = await auth.api.signInEmail({ body: { email, password }, headers, returnHeaders: true });
    return answer.headers;
  } catch (error) {
    if (codeOf(error) === 'EMAIL_NOT_VERIFIED') throw UNVERIFIED;
    if (codeOf(error) !== undefined) throw WRONG;
    throw error;
  }
}
