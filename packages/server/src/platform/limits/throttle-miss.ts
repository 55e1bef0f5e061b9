import { addressSubject } from './address-subject.ts';
import type { LimitOverrides } from './limit-name.ts';
import type { Limits } from './limits.ts';
import { REDIRECT_MISS_WINDOWS } from './redirect-miss.ts';

/** Seconds to wait when this address has asked for too many things that are not there, else 0. */
export type ThrottleMiss = (clientAddress: string) => Promise<number>;

export function createMissThrottle(limits: Limits, overrides: LimitOverrides): ThrottleMiss {
  const windows = overrides['redirect.miss'] ?? REDIRECT_MISS_WINDOWS;
  return async (address) => {
    const state = await limits.consume('redirect.miss', windows, addressSubject(address));
    return state.allowed ? 0 : state.retryAfterSeconds;
  };
}
