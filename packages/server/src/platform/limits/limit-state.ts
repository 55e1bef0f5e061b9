import type { Window } from './window.ts';
import type { WindowCount } from './window-counter.ts';

/** What a client may know of its quota: of the window that is nearest to its end. */
export type LimitState = {
  readonly allowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  readonly resetAtUnixSeconds: number;
  /** 0 when the request is allowed. */
  readonly retryAfterSeconds: number;
};

export type CountedWindow = WindowCount & { readonly window: Window };

const remainingOf = ({ window, count }: CountedWindow): number => Math.max(window.points - count, 0);
const remainingShareOf = (counted: CountedWindow): number => remainingOf(counted) / counted.window.points;

function toState(counted: CountedWindow, retryAfterSeconds: number): LimitState {
  return {
    allowed: retryAfterSeconds === 0,
    limit: counted.window.points,
    remaining: remainingOf(counted),
    resetAtUnixSeconds: Math.ceil(counted.resetAtMs / 1_000),
    retryAfterSeconds,
  };
}

export function refusedBy(counted: CountedWindow, nowMs: number): LimitState {
  return toState(counted, Math.max(Math.ceil((counted.resetAtMs - nowMs) / 1_000), 1));
}

/** The state after a request that every window allowed; of equal shares, that of the window given first. */
export function allowedBy(windows: readonly CountedWindow[]): LimitState {
  const nearest = windows.reduce((one, other) => (remainingShareOf(other) < remainingShareOf(one) ? other : one));
  return toState(nearest, 0);
}
