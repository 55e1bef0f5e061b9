import { equalTexts } from '../../platform/crypto/equal-texts.ts';
import { createOneTimeToken, hashOneTimeToken, isOneTimeToken } from '../../platform/crypto/one-time-token.ts';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { adoptTeamsWithoutMembers } from '../members/members.store.ts';
import { createPerson } from '../people/create-person.ts';
import type { Person } from '../people/person.ts';
import { hasAnyPerson } from '../people/persons.store.ts';
import type { SignInDeps } from '../sign-in/sign-in-deps.ts';
import { upsertPassword } from '../sign-in/sign-in-methods.store.ts';
import { deleteSetUpRow, findSetUpRow, putSetUpRow } from './set-up.store.ts';

const VALID_MS = 24 * 3_600_000;

/** Of a token that nobody can tell from this. */
type StoredSetUp = { readonly hash: string; readonly expiresAtMs: number };

const setUpGone = () => new AppError(FAILURES.notFound, 'This set-up address was used, or has ended.');

/**
 * The address at which the first administrator is made; undefined once there is a person. It works once, for a day, and every start
 * makes a new one, so that one that leaked into an old log is worth nothing.
 */
export async function offerSetUp(deps: SignInDeps): Promise<string | undefined> {
  if (await hasAnyPerson(deps.db)) return undefined;
  const token = createOneTimeToken();
  const stored: StoredSetUp = {
    hash: hashOneTimeToken(deps.keyring, 'set-up', token),
    expiresAtMs: deps.clock.now() + VALID_MS,
  };
  await putSetUpRow(deps.db, Buffer.from(JSON.stringify(stored)));
  return new URL(`/setup/${token}`, deps.publicUrl).href;
}

/** Throws `not_found` for a token that opens nothing, or nothing any more. */
export async function requireSetUp(deps: SignInDeps, token: string): Promise<void> {
  const row = isOneTimeToken(token) ? await findSetUpRow(deps.db) : undefined;
  if (row === undefined) throw setUpGone();
  // Whoever can write here has the database; what is read is what was written above.
  const { hash, expiresAtMs } = JSON.parse(Buffer.from(row).toString()) as StoredSetUp;
  const isRight = equalTexts(hash, hashOneTimeToken(deps.keyring, 'set-up', token));
  if (!isRight || expiresAtMs <= deps.clock.now()) throw setUpGone();
}

export type FirstPerson = {
  readonly username: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string | undefined;
  readonly language: string;
};

/**
 * Makes the first administrator, who also becomes the owner of the teams that the operator made before. Who has the address runs the
 * server: their own address counts as proven. Throws `not_found`, `invalid_request`, `conflict`; the address still works then.
 */
export async function completeSetUp(deps: SignInDeps, token: string, first: FirstPerson): Promise<Person> {
  const { passwordHash, ...given } = first;
  return deps.db.transaction().execute(async (transaction) => {
    const inside = { ...deps, db: transaction };
    await requireSetUp(inside, token);
    if (!(await deleteSetUpRow(transaction))) throw setUpGone();
    const person = await createPerson(inside, { ...given, administrator: true, mayClaim: true });
    if (passwordHash !== undefined) {
      const now = new Date(deps.clock.now()).toISOString();
      await upsertPassword(transaction, { id: deps.ids.next('acc'), personId: person.id, hash: passwordHash, now });
    }
    await adoptTeamsWithoutMembers(transaction, person.id, deps.clock.now());
    return person;
  });
}
