import { createLruCache } from '../lru-cache.ts';
import type { CountedWindow } from './limit-state.ts';
import { isPresent } from './window-counter.ts';

/** Remembers which windows have nothing left: a flood is refused from here, and never becomes a flood of the database. */
export type UsedUpWindows = {
  add(key: string, counted: CountedWindow): void;
  /** Of the windows under these keys that are used up, the one that stays so for the longest. */
  longestOf(keys: readonly string[], nowMs: number): CountedWindow | undefined;
};

export function createUsedUpWindows(keysMax: number): UsedUpWindows {
  const windows = createLruCache<string, CountedWindow>(keysMax);
  return {
    add: (key, counted) => void windows.set(key, counted),
    longestOf(keys, nowMs) {
      let longest: CountedWindow | undefined;
      for (const key of keys) {
        const counted = windows.get(key);
        if (counted === undefined || !isPresent(counted, counted.window.perSeconds, nowMs)) continue;
        if (counted.resetAtMs > (longest?.resetAtMs ?? 0)) longest = counted;
      }
      return longest;
    },
  };
}
