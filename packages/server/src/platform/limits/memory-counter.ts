import { createLruCache } from '../lru-cache.ts';
import { isPresent, type WindowCount, type WindowCounter } from './window-counter.ts';

type OpenWindow = { count: number; readonly resetAtMs: number };

export type MemoryCounter = WindowCounter & {
  /** Goes on from what somebody else has counted, unless that is less than is known here. */
  learn(key: string, counted: WindowCount, perSeconds: number): void;
};

/** Two that count one window tell its end by the time that each of them was asked. */
const SAME_END_MS = 500;

/**
 * Counts in this process. Of more than `keysMax` keys it forgets the one that was asked for the longest ago, so that a client with
 * endless addresses costs others at most what was counted of them, and never the process its memory.
 *
 * Not rate-limiter-flexible's counter in memory: it has no bound, and a timer for each key, so that windows end by two clocks.
 */
export function createMemoryCounter(keysMax: number): MemoryCounter {
  const windows = createLruCache<string, OpenWindow>(keysMax);

  const findOpen = (key: string, nowMs: number, perSeconds: number): OpenWindow | undefined => {
    const window = windows.get(key);
    return window !== undefined && isPresent(window, perSeconds, nowMs) ? window : undefined;
  };

  const open = (key: string, nowMs: number, perSeconds: number): OpenWindow => {
    const window = { count: 0, resetAtMs: nowMs + perSeconds * 1_000 };
    windows.set(key, window);
    return window;
  };

  return {
    async add(key, perSeconds) {
      const nowMs = Date.now();
      const window = findOpen(key, nowMs, perSeconds) ?? open(key, nowMs, perSeconds);
      window.count++;
      return { ...window };
    },
    async takeBack(key, perSeconds) {
      const window = findOpen(key, Date.now(), perSeconds);
      if (window !== undefined) window.count--;
    },
    learn(key, { count, resetAtMs }, perSeconds) {
      const window = findOpen(key, Date.now(), perSeconds);
      const isSame = window !== undefined && Math.abs(window.resetAtMs - resetAtMs) < SAME_END_MS;
      if (isSame) window.count = Math.max(window.count, count);
      else windows.set(key, { count, resetAtMs });
    },
  };
}
