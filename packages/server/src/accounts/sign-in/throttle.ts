import { addressSubject } from '../../platform/limits/address-subject.ts';
import { rateLimited } from '../../platform/limits/limit-headers.ts';
import type { LimitOverrides } from '../../platform/limits/limit-name.ts';
import type { Limits } from '../../platform/limits/limits.ts';
import type { Window } from '../../platform/limits/window.ts';

/** Attempts from one address, whomever they are about. What the operator sets for `people.sign-in` holds in place of each of these. */
const BY_ADDRESS: readonly Window[] = [
  { points: 20, perSeconds: 60 },
  { points: 200, perSeconds: 3_600 },
];
/** Passwords for one account from one address. */
const BY_BOTH: readonly Window[] = [
  { points: 5, perSeconds: 60 },
  { points: 30, perSeconds: 3_600 },
];
/**
 * Passwords for one account from all the world. Who guesses can use this up, and then no password is looked at; a sign-in link, a
 * passkey and a provider still let its owner in, and sessions go on.
 */
const BY_ACCOUNT: readonly Window[] = [{ points: 100, perSeconds: 3_600 }];
/** Links to one mailbox. Beyond, none is sent, and nobody is told: they have the ones before. */
const LINKS: readonly Window[] = [
  { points: 5, perSeconds: 900 },
  { points: 20, perSeconds: 86_400 },
];

export type ThrottleDeps = { readonly limits: Limits; readonly limitOverrides: LimitOverrides };

async function take(deps: ThrottleDeps, usual: readonly Window[], subject: string): Promise<void> {
  const windows = deps.limitOverrides['people.sign-in'] ?? usual;
  const state = await deps.limits.consume('people.sign-in', windows, subject);
  if (!state.allowed) throw rateLimited(state);
}

/** Counts an attempt to prove who one is. Throws `rate_limited`. */
export async function throttleAddress(deps: ThrottleDeps, clientAddress: string): Promise<void> {
  await take(deps, BY_ADDRESS, `address ${addressSubject(clientAddress)}`);
}

/** Counts a password for an account, before it is looked at. Throws `rate_limited`, alike for accounts that do not exist. */
export async function throttlePassword(deps: ThrottleDeps, account: string, clientAddress: string): Promise<void> {
  const name = account.toLowerCase();
  await take(deps, BY_BOTH, `password ${addressSubject(clientAddress)} ${name}`);
  await take(deps, BY_ACCOUNT, `password ${name}`);
}

/** Whether another link may be sent to a mailbox. */
export async function mayMailLink(deps: ThrottleDeps, email: string): Promise<boolean> {
  const windows = deps.limitOverrides['people.sign-in'] ?? LINKS;
  return (await deps.limits.consume('people.sign-in', windows, `link ${email.toLowerCase()}`)).allowed;
}
