import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { RateLimiterPostgres, RLWrapperTimeouts } from 'rate-limiter-flexible';
import type { Log } from '../log.ts';
import type { WindowCount, WindowCounter } from './window-counter.ts';

/** After a failure the database is left alone for so long; else every request would wait for it to fail once more. */
const RETRY_AFTER_MS = 1_000;

type Options = {
  readonly pool: pg.Pool;
  /** Keys hold client addresses, which are stored nowhere in the clear: the table has keyed hashes of them. */
  readonly subjectKey: Buffer;
  /** Counts what comes to this node, whether the database counts it or not. */
  readonly own: WindowCounter;
  readonly log: Log;
  /** A request waits no longer than this for its limit. */
  readonly timeoutMs: number;
};

/**
 * Counts in the table `rate_limits`, which all nodes share, and on this node beside it: while the database is away or too slow, the node
 * goes on from what it has counted and not from nothing. Never rejects.
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
  let unavailableUntilMs = 0;

  async function change(key: string, by: number, perSeconds: number): Promise<WindowCount | undefined> {
    if (Date.now() < unavailableUntilMs) return undefined;
    const hashed = createHmac('sha256', subjectKey).update(key).digest('base64url');
    try {
      const result = await limiter.penalty(hashed, by, { customDuration: perSeconds });
      return { count: result.consumedPoints, resetAtMs: Date.now() + result.msBeforeNext };
    } catch (error) {
      if (Date.now() >= unavailableUntilMs) log.warn({ err: error }, 'limits are counted by each node for itself');
      unavailableUntilMs = Date.now() + RETRY_AFTER_MS;
      return undefined;
    }
  }

  return {
    async add(key, perSeconds) {
      const [shared, here] = await Promise.all([change(key, 1, perSeconds), own.add(key, perSeconds)]);
      return shared ?? here;
    },
    async takeBack(key, perSeconds) {
      await Promise.all([change(key, -1, perSeconds), own.takeBack(key, perSeconds)]);
    },
  };
}
