import type { Clock } from '../../src/platform/clock.ts';

/** A clock that stands still until a test moves it. */
export type TestClock = Clock & {
  advance(ms: number): void;
  set(ms: number): void;
};

/** Starts at `startsAt`, in Unix milliseconds or as an ISO date. */
export function createTestClock(startsAt: number | string = '2026-01-15T12:00:00Z'): TestClock {
  let now = new Date(startsAt).getTime();
  return {
    now: () => now,
    advance: (ms) => {
      now += ms;
    },
    set: (ms) => {
      now = ms;
    },
  };
}
