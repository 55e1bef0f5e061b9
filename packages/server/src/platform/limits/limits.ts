import type { LimitName } from './limit-name.ts';
import { allowedBy, type CountedWindow, type LimitState, refusedBy } from './limit-state.ts';
import { createMemoryCounter } from './memory-counter.ts';
import { createUsedUpWindows } from './used-up-windows.ts';
import type { Window } from './window.ts';
import type { WindowCounter } from './window-counter.ts';

/** About 20 MB at most. */
export const KEYS_MAX = 50_000;

export type Limits = {
  /**
   * Takes one request from every window. A request that one window refuses costs the others nothing: the shortest is asked
   * first, and what was taken is given back. `windows` holds at least one. Never rejects.
   */
  consume(name: LimitName, windows: readonly Window[], subject: string): Promise<LimitState>;
  /** Whether this process knows, without asking anybody, that `consume` would refuse. Takes nothing. */
  isUsedUp(name: LimitName, windows: readonly Window[], subject: string): boolean;
};

type Place = { readonly name: LimitName; readonly subject: string };

const keyOf = ({ name, subject }: Place, window: Window) => `${name}/${window.perSeconds}/${subject}`;
// With the points: whoever is given a larger quota has it at once.
const usedUpKeyOf = (place: Place, window: Window) => `${window.points}/${keyOf(place, window)}`;

export function createLimits(counter: WindowCounter, keysMax = KEYS_MAX): Limits {
  const usedUp = createUsedUpWindows(keysMax);

  function longestUsedUp(place: Place, windows: readonly Window[]): CountedWindow | undefined {
    const keys = windows.map((window) => usedUpKeyOf(place, window));
    return usedUp.longestOf(keys, Date.now());
  }

  async function giveBack(place: Place, taken: readonly CountedWindow[]): Promise<void> {
    for (const { window } of taken) await counter.takeBack(keyOf(place, window), window.perSeconds);
  }

  async function consume(place: Place, windows: readonly Window[]): Promise<LimitState> {
    const known = longestUsedUp(place, windows);
    if (known !== undefined) return refusedBy(known, Date.now());
    const taken: CountedWindow[] = [];
    for (const window of windows.toSorted((one, other) => one.perSeconds - other.perSeconds)) {
      const counted = { window, ...(await counter.add(keyOf(place, window), window.perSeconds)) };
      if (counted.count > window.points) {
        usedUp.add(usedUpKeyOf(place, window), counted);
        await giveBack(place, taken);
        return refusedBy(counted, Date.now());
      }
      taken.push(counted);
    }
    return allowedBy(taken);
  }

  return {
    consume: (name, windows, subject) => consume({ name, subject }, windows),
    isUsedUp: (name, windows, subject) => longestUsedUp({ name, subject }, windows) !== undefined,
  };
}

/** Limits of this process alone. */
export function createMemoryLimits(): Limits {
  return createLimits(createMemoryCounter(KEYS_MAX));
}
