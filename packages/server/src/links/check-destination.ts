import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import { type OwnHosts, parseDestination } from './verification/destination.ts';
import type { VerifyDestination } from './verification/verify.ts';

/** The normalised address of an allowed destination. Throws `invalid_request` saying what is wrong with another. */
export type CheckDestination = (destination: unknown) => Promise<string>;

/** The full check, as at creation and at each change of a destination: spelling, host, loop, block list, reputation. */
export function createDestinationCheck(ownHosts: OwnHosts, verify: VerifyDestination): CheckDestination {
  return async (text) => {
    const destination = parseDestination(text, ownHosts);
    const verdict = await verify(destination);
    if (verdict.status === 'verified') return destination.url;
    throw new AppError(FAILURES.invalid, `The field "destination" is not allowed. ${verdict.sentence}`);
  };
}
