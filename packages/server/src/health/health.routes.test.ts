import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { RequestEnv } from '../platform/http/request-env.ts';
import { createLog, type Log } from '../platform/log.ts';
import { createMetrics } from '../platform/metrics/metrics.ts';
import { healthRoutes } from './health.routes.ts';
import type { HealthCheck } from './readiness.ts';

const passes = async () => {};
const fails = async () => {
  throw new Error('host=db.internal is down');
};

function createApp(options: { checks?: Record<string, HealthCheck>; isStopping?: () => boolean; log?: Log } = {}) {
  const deps = { metrics: createMetrics(), log: createLog('silent'), isStopping: () => false, checks: {}, ...options };
  return new Hono<RequestEnv>().route('/', healthRoutes(deps));
}

describe('a server', () => {
  it('is live whatever its checks say, also while it stops', async () => {
    const app = createApp({ checks: { database: fails }, isStopping: () => true });
    const response = await app.request('/health/live');
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ status: 'ok' });
  });

  it('is ready when every check passes', async () => {
    const response = await createApp({ checks: { database: passes, journal: passes } }).request('/health/ready');
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toEqual({ status: 'ok', checks: { database: 'ok', journal: 'ok' } });
  });

  it('is ready and degraded when a check fails, and does not tell why', async () => {
    const response = await createApp({ checks: { database: fails, journal: passes } }).request('/health/ready');
    expect(response.status).toBe(200);
    const text = await response.text();
    expect(JSON.parse(text)).toEqual({ status: 'degraded', checks: { database: 'failing', journal: 'ok' } });
    expect(text).not.toContain('db.internal');
  });

  it('is not ready while it stops', async () => {
    const response = await createApp({ checks: { database: passes }, isStopping: () => true }).request('/health/ready');
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: 'unavailable' });
  });

  it('answers though a check hangs, and does not start the check again meanwhile', async () => {
    let started = 0;
    const hangs = () => {
      started++;
      return new Promise<void>(() => {});
    };
    const app = createApp({ checks: { database: hangs, journal: passes } });
    const responses = await Promise.all([app.request('/health/ready'), app.request('/health/ready')]);
    for (const response of responses) {
      expect(await response.json()).toEqual({ status: 'degraded', checks: { database: 'failing', journal: 'ok' } });
    }
    expect(started).toBe(1);
  });

  it('says once in the log that a check fails, and once that it passes again', async () => {
    const lines: string[] = [];
    const write = (_fields: unknown, message: string) => lines.push(message);
    const log: Log = { debug: write, info: write, warn: write, error: write, child: () => log };
    let check: HealthCheck = fails;
    const app = createApp({ log, checks: { database: () => check() } });
    await app.request('/health/ready');
    await app.request('/health/ready');
    check = passes;
    await app.request('/health/ready');
    await app.request('/health/ready');
    expect(lines).toEqual(['a health check fails', 'a health check passes again']);
  });

  it('gives its metrics with the checks of this moment', async () => {
    const response = await createApp({ checks: { database: fails, journal: passes } }).request('/metrics');
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const text = await response.text();
    expect(text).toContain('proffer_health_check_ok{check="database"} 0\n');
    expect(text).toContain('proffer_health_check_ok{check="journal"} 1\n');
  });
});
