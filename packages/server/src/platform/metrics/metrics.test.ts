import { describe, expect, it } from 'vitest';
import { createMetrics } from './metrics.ts';

describe('metrics', () => {
  it('count redirects by what became of them', async () => {
    const metrics = createMetrics();
    metrics.redirect('redirected');
    metrics.redirect('redirected');
    metrics.redirect('blocked');
    metrics.tamperedLink();
    const text = await metrics.text();
    expect(text).toContain('proffer_redirects_total{outcome="redirected"} 2\n');
    expect(text).toContain('proffer_redirects_total{outcome="blocked"} 1\n');
    expect(text).toContain('proffer_redirects_total{outcome="not-found"} 0\n');
    expect(text).toContain('proffer_tampered_links_total 1\n');
  });

  it('stay the same when they are read twice', async () => {
    const metrics = createMetrics();
    metrics.redirect('unavailable');
    await metrics.text();
    expect(await metrics.text()).toContain('proffer_redirects_total{outcome="unavailable"} 1\n');
  });

  it('count what a limit refused, of the API and of redirects', async () => {
    const metrics = createMetrics();
    metrics.request('GET', '/v1/links', 429, 1);
    metrics.request('GET', '/v1/links', 200, 1);
    metrics.redirect('too-many-requests');
    expect(await metrics.text()).toContain('proffer_rate_limited_total 2\n');
  });

  it('time requests by method, pattern of the route and status', async () => {
    const metrics = createMetrics();
    metrics.request('GET', '/v1/links/{id}', 200, 3);
    const text = await metrics.text();
    expect(text).toContain(
      'proffer_http_request_duration_seconds_count{method="GET",route="/v1/links/{id}",status="200"} 1\n',
    );
    expect(text).toMatch(/_bucket\{le="0\.002",.*\} 0\n.*_bucket\{le="0\.005",.*\} 1\n/);
  });

  it('read the journal, the drain and the cache when they are asked', async () => {
    const metrics = createMetrics();
    let written = 0;
    metrics.observeJournal(() => ({ written, dropped: 2, failing: true }));
    metrics.observeDrain(() => ({ lagBytes: 4_096 }));
    metrics.observeRedirectCache(() => ({ entries: 7 }));
    written = 5;
    const text = await metrics.text();
    expect(text).toContain('proffer_clicks_journaled_total 5\n');
    expect(text).toContain('proffer_clicks_dropped_total 2\n');
    expect(text).toContain('proffer_journal_failing 1\n');
    expect(text).toContain('proffer_drain_lag_bytes 4096\n');
    expect(text).toContain('proffer_redirect_cache_entries 7\n');
  });

  it('are of one instance, so that two servers in one process do not mix', async () => {
    const one = createMetrics();
    const other = createMetrics();
    one.tamperedLink();
    expect(await other.text()).toContain('proffer_tampered_links_total 0\n');
    expect(await one.text()).toContain('process_cpu_seconds_total');
  });
});
