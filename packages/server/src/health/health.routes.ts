import { Hono } from 'hono';
import type { RequestEnv } from '../platform/http/request-env.ts';
import type { Log } from '../platform/log.ts';
import type { Metrics } from '../platform/metrics/metrics.ts';
import { createReadiness, type HealthCheck } from './readiness.ts';

export type HealthDeps = {
  readonly metrics: Metrics;
  readonly log: Log;
  isStopping(): boolean;
  /** By the name under which they are reported. */
  readonly checks: Readonly<Record<string, HealthCheck>>;
};

const NO_STORE = { 'Cache-Control': 'no-store' };

/**
 * `live` asks nothing but the event loop: a database that is away must not get every node restarted. `ready` says whether this
 * node can serve. With a check failing it is `degraded` and still ready: links in memory are followed and clicks are journaled
 * without a database, and to take all nodes away at once would end that too. It is `unavailable`, 503, once it stops.
 */
export function healthRoutes({ metrics, log, isStopping, checks }: HealthDeps): Hono<RequestEnv> {
  const makeChecks = createReadiness(checks, log);
  const check = async () => {
    const results = await makeChecks();
    for (const [name, result] of Object.entries(results)) metrics.healthCheck(name, result === 'ok');
    return results;
  };

  return new Hono<RequestEnv>()
    .get('/health/live', (c) => c.json({ status: 'ok' }, 200, NO_STORE))
    .get('/health/ready', async (c) => {
      if (isStopping()) return c.json({ status: 'unavailable' }, 503, NO_STORE);
      const results = await check();
      const status = Object.values(results).includes('failing') ? 'degraded' : 'ok';
      return c.json({ status, checks: results }, 200, NO_STORE);
    })
    .get('/metrics', async (c) => {
      await check();
      return c.body(await metrics.text(), 200, { ...NO_STORE, 'Content-Type': metrics.contentType });
    });
}
