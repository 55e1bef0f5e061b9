import {
  chargeAttempt,
  forgiveAttempts,
  placeOf,
  requireAttemptAllowed,
  takeBackAttempt,
} from './password-throttle.ts';
import { openPasswordHash } from './sealed-share.ts';
import type { Share } from './share.ts';
import type { ShareDeps } from './share-deps.ts';
import { invalidPassword } from './shares.errors.ts';
import { findSealedPassword } from './unscoped-shares.store.ts';

type Deps = Pick<ShareDeps, 'db' | 'sealer' | 'keyring' | 'clock' | 'passwords' | 'provenPasswords'>;

/** A password, and the whole address of who sends it. */
export type PasswordAttempt = { readonly password: string; readonly clientAddress: string };

type AttemptPlace = ReturnType<typeof placeOf>;

/** Counts the attempt, and gives it back when it was cut short. */
async function counted<T>(deps: Deps, place: AttemptPlace, hashing: () => Promise<T>): Promise<T> {
  await chargeAttempt(deps, place);
  try {
    return await hashing();
  } catch (error) {
    await takeBackAttempt(deps, place);
    throw error;
  }
}

async function verify(deps: Deps, share: Share, place: AttemptPlace, password: string): Promise<boolean> {
  const sealed = await findSealedPassword(deps.db, share);
  if (sealed === undefined) return false;
  const hash = openPasswordHash(deps.sealer, share.id, sealed);
  return counted(deps, place, () => deps.passwords.verify(password, hash));
}

/**
 * Throws `INVALID_PASSWORD` for a wrong one, `rate_limited` after too many of them, whatever is sent then, and `unavailable` when the
 * server checks too many passwords at once.
 */
export async function checkPassword(deps: Deps, share: Share, attempt: PasswordAttempt): Promise<void> {
  const { password, clientAddress } = attempt;
  const place = placeOf(deps, share.id, clientAddress);
  // First of all, as what is remembered would tell right from wrong without any cost.
  await requireAttemptAllowed(deps, place);
  const name = deps.provenPasswords.nameOf(share, password);
  if (deps.provenPasswords.has(name)) return;
  await deps.provenPasswords.once(`${name}/${place.client}`, async () => {
    if (!(await verify(deps, share, place, password))) throw invalidPassword();
    await forgiveAttempts(deps, place);
    deps.provenPasswords.add(name);
  });
}

/** For a share that is not there: the same work and the same limits, for nothing. */
export async function pretendToCheckPassword(deps: Deps, { password, clientAddress }: PasswordAttempt): Promise<void> {
  const place = placeOf(deps, '', clientAddress);
  await requireAttemptAllowed(deps, place);
  await counted(deps, place, () => deps.passwords.pretend(password));
}
