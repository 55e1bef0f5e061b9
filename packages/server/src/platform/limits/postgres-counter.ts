import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { RateLimiterPostgres, RLWrapperTimeouts } from 'rate-limiter-flexible';
import type { Log } from '../log.ts';
import { createLruCache } from '../lru-cache.ts';
import type { MemoryCounter } from './memory-counter.ts';
import type { WindowCount, WindowCounter } from './window-counter.ts';

/** After a failure the database is left alone for so long; else every request would wait for it to fail once more. */
const RETRY_AFTER_MS = 1_000;

/** What rate-limiter-flexible says when it waits no longer. The statement is under way and will be counted. */
const TIMED_OUT = 'Operation timed out';
/** Of more keys than these it is forgotten what the table does not know. */
const UNTOLD_KEYS_MAX = 50_000;

type Options = {
  readonly pool: pg.Pool;
  /** Keys hold client addresses, which are stored nowhere in the clear: the table has keyed hashes of them. */
  readonly subjectKey: Buffer;
  /** Counts on this node while the table cannot be asked. */
  readonly own: MemoryCounter;
  readonly log: Log;
  /** A request waits no longer than this for its limit. */
  readonly timeoutMs: number;
};

/** What this node has counted and the table has not been told of, in the window that ends then. */
type Untold = { readonly by: number; readonly resetAtMs: number };

/**
 * Counts in the table `rate_limits`, which all nodes share. While the database is away or too slow, a node goes on from what it last
 * heard of a key, and tells the table with the next request for that key. Never rejects.
 */
export function createPostgresCounter({ pool, subjectKey, own, log, timeoutMs }: Options): WindowCounter {
  const limiter = new RLWrapperTimeouts({
    limiter: new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      keyPrefix: '',
      points: 1,
      duration: 1,
    }),
    timeoutMs,
  });
  const untold = createLruCache<string, Untold>(UNTOLD_KEYS_MAX);
  let unavailableUntilMs = 0;

  function takeUntold(key: string): number {
    const { by = 0, resetAtMs = 0 } = untold.get(key) ?? {};
    untold.delete(key);
    return resetAtMs > Date.now() ? by : 0;
  }

  async function tell(key: string, by: number, perSeconds: number): Promise<WindowCount | 'late' | 'untold'> {
    if (Date.now() < unavailableUntilMs) return 'untold';
    const hashed = createHmac('sha256', subjectKey).update(key).digest('base64url');
    try {
      const result = await limiter.penalty(hashed, by, { customDuration: perSeconds });
      return { count: result.consumedPoints, resetAtMs: Date.now() + result.msBeforeNext };
    } catch (error) {
      if (Date.now() >= unavailableUntilMs) log.warn({ err: error }, 'limits are counted by each node for itself');
      unavailableUntilMs = Date.now() + RETRY_AFTER_MS;
      return error instanceof Error && error.message === TIMED_OUT ? 'late' : 'untold';
    }
  }

  return {
    async add(key, perSeconds) {
      const late = takeUntold(key);
      const told = await tell(key, 1 + late, perSeconds);
      if (typeof told === 'object') {
        own.learn(key, told, perSeconds);
        return told;
      }
      const here = await own.add(key, perSeconds);
      if (told === 'untold') untold.set(key, { by: takeUntold(key) + late + 1, resetAtMs: here.resetAtMs });
      return here;
    },
    async takeBack(key, perSeconds) {
      await Promise.all([tell(key, -1, perSeconds), own.takeBack(key, perSeconds)]);
    },
  };
}
