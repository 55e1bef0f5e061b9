import { LRUCache } from 'lru-cache';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { WindowCount, WindowCounter } from './window-counter.ts';

/**
 * Counts in this process. Of more than `keysMax` keys it forgets the one that was asked for the longest ago, so that a client with
 * endless addresses costs others at most what was counted of them, and never the process its memory.
 */
export function createMemoryCounter(keysMax: number): WindowCounter {
  // Only its counting is used: how many are too many is for the caller to say, who may know another limit tomorrow.
  const limiter = new RateLimiterMemory({ points: 1, duration: 1, keyPrefix: '' });
  const known = new LRUCache<string, true>({
    max: keysMax,
    dispose: (_, key, reason) => {
      if (reason === 'evict') void limiter.delete(key);
    },
  });

  async function change(key: string, by: number, perSeconds: number): Promise<WindowCount> {
    known.set(key, true);
    const result = await limiter.penalty(key, by, { customDuration: perSeconds });
    return { count: result.consumedPoints, resetAtMs: Date.now() + result.msBeforeNext };
  }

  return {
    add: (key, perSeconds) => change(key, 1, perSeconds),
    takeBack: async (key, perSeconds) => void (await change(key, -1, perSeconds)),
  };
}
