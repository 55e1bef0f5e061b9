import { createHmac } from 'node:crypto';
import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import { addressSubject } from '../platform/limits/address-subject.ts';
import {
  type AttemptPlace,
  chargeClient,
  chargeShare,
  delayClient,
  findAttempts,
  forgetAttempts,
  refundAttempt,
} from './password-attempts.store.ts';
import type { ShareDeps } from './share-deps.ts';

const FREE_FAILURES = 5;
const DELAY_FIRST_MS = 30_000;
const DELAY_MAX_MS = 15 * 60_000;
/** A client that has not tried for so long begins anew. */
export const ATTEMPTS_FORGOTTEN_MS = 24 * 3_600_000;
const SHARE_FAILURES_MAX = 100;
const SHARE_WINDOW_MS = 3_600_000;

type Deps = Pick<ShareDeps, 'db' | 'keyring' | 'clock'>;

/** Where a client stands with a share. `shareId` is empty for shares that are not there: those count together. */
export function placeOf({ keyring }: Pick<Deps, 'keyring'>, shareId: string, clientAddress: string): AttemptPlace {
  const client = createHmac('sha256', keyring.limitSubjects).update(`share/${addressSubject(clientAddress)}`);
  return { shareId, client: client.digest('base64url') };
}

/** How long to wait after so many failures: five are free, then half a minute that doubles up to a quarter of an hour. */
export function delayAfter(failures: number): number {
  if (failures < FREE_FAILURES) return 0;
  return Math.min(DELAY_FIRST_MS * 2 ** Math.min(failures - FREE_FAILURES, 20), DELAY_MAX_MS);
}

function tooManyAttempts(waitMs: number): AppError {
  const seconds = Math.max(Math.ceil(waitMs / 1_000), 1);
  return new AppError(FAILURES.rateLimited, `Too many wrong passwords: try again in ${seconds} seconds.`, {
    headers: { 'Retry-After': String(seconds) },
  });
}

/** Throws `rate_limited` while no password of this client is looked at. Takes nothing. */
export async function requireAttemptAllowed({ db, clock }: Deps, place: AttemptPlace): Promise<void> {
  const nowMs = clock.now();
  const ofClient = await findAttempts(db, place);
  if (ofClient !== undefined && ofClient.retry_at > nowMs) throw tooManyAttempts(ofClient.retry_at - nowMs);
  const ofShare = await findAttempts(db, { ...place, client: '' });
  if (ofShare === undefined || ofShare.failures < SHARE_FAILURES_MAX) return;
  const waitMs = ofShare.first_at + SHARE_WINDOW_MS - nowMs;
  if (waitMs > 0) throw tooManyAttempts(waitMs);
}

/**
 * Counts a failure before it is known to be one, so that a thousand guesses at once are not free. Throws `rate_limited` when there
 * are none left, for this client or, from all over the world together, for this share.
 */
export async function chargeAttempt({ db, clock }: Deps, place: AttemptPlace): Promise<void> {
  const nowMs = clock.now();
  await db.transaction().execute(async (transaction) => {
    const failures = await chargeClient(transaction, place, nowMs, nowMs - ATTEMPTS_FORGOTTEN_MS);
    if (failures === undefined) throw tooManyAttempts(DELAY_FIRST_MS);
    const delayMs = delayAfter(failures);
    if (delayMs > 0) await delayClient(transaction, place, nowMs + delayMs);
    if (place.shareId === '') return;
    const isLeft = await chargeShare(transaction, place.shareId, SHARE_FAILURES_MAX, nowMs, nowMs - SHARE_WINDOW_MS);
    if (!isLeft) throw tooManyAttempts(SHARE_WINDOW_MS);
  });
}

/** The password was right: the client has a clean slate, and the share its attempt back. */
export async function forgiveAttempts({ db }: Deps, place: AttemptPlace): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await forgetAttempts(transaction, place);
    await refundAttempt(transaction, { ...place, client: '' });
  });
}

/** The password was not looked at after all. */
export async function takeBackAttempt({ db }: Deps, place: AttemptPlace): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await refundAttempt(transaction, place);
    await refundAttempt(transaction, { ...place, client: '' });
  });
}
