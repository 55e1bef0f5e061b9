import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const REDIRECT_OUTCOMES = ['redirected', 'not-found', 'blocked', 'too-many-requests', 'unavailable'] as const;
const PAGE_OUTCOMES = ['shown', 'handed-over', 'not-found', 'too-many-requests', 'unavailable'] as const;
export type PageOutcome = (typeof PAGE_OUTCOMES)[number];
export type RedirectOutcome = (typeof REDIRECT_OUTCOMES)[number];

/**
 * What an operator can watch, in the text of Prometheus. What happens on the redirect path is a plain number that is read when
 * somebody asks; labels and histograms are for the rest.
 */
export type Metrics = {
  redirect(outcome: RedirectOutcome): void;
  /** What became of a request for a page. */
  page(outcome: PageOutcome): void;
  /** A sealed destination did not open. */
  tamperedLink(): void;
  /** `route`: the pattern, never the address that was asked for: its values would be without number. */
  request(method: string, route: string, status: number, durationMs: number): void;
  /** Something was sent to a webhook, or could not be. */
  webhookAttempt(succeeded: boolean): void;
  healthCheck(name: string, ok: boolean): void;
  observeJournal(read: () => { written: number; dropped: number; failing: boolean }): void;
  observeDrain(read: () => { lagBytes: number }): void;
  observeRedirectCache(read: () => { entries: number }): void;
  observePageCache(read: () => { bytes: number }): void;
  readonly contentType: string;
  text(): Promise<string>;
};

const SECONDS_BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const TOO_MANY_REQUESTS = 429;

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const counter = (name: string, help: string, read: () => number) =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(read());
      },
    });
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });

  const redirects: Record<RedirectOutcome, number> = {
    redirected: 0,
    'not-found': 0,
    blocked: 0,
    'too-many-requests': 0,
    unavailable: 0,
  };
  new Counter({
    name: 'proffer_redirects_total',
    help: 'Requests for links, by what became of them.',
    labelNames: ['outcome'],
    registers,
    collect() {
      this.reset();
      for (const outcome of REDIRECT_OUTCOMES) this.inc({ outcome }, redirects[outcome]);
    },
  });

  const pages: Record<PageOutcome, number> = {
    shown: 0,
    'handed-over': 0,
    'not-found': 0,
    'too-many-requests': 0,
    unavailable: 0,
  };
  new Counter({
    name: 'proffer_pages_total',
    help: 'Requests for pages, by what became of them.',
    labelNames: ['outcome'],
    registers,
    collect() {
      this.reset();
      for (const outcome of PAGE_OUTCOMES) this.inc({ outcome }, pages[outcome]);
    },
  });

  let tampered = 0;
  counter('proffer_tampered_links_total', 'Requests for links whose sealed destination did not open.', () => tampered);
  let limitedRequests = 0;
  const limited = () => limitedRequests + redirects['too-many-requests'] + pages['too-many-requests'];
  counter('proffer_rate_limited_total', 'Requests refused because of a limit.', limited);

  const durations = new Histogram({
    name: 'proffer_http_request_duration_seconds',
    help: 'Time to answer requests other than redirects.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS_BUCKETS,
    registers,
  });
  const webhookAttempts = new Counter({
    name: 'proffer_webhook_attempts_total',
    help: 'Attempts to deliver an event to a webhook, by what became of them.',
    labelNames: ['outcome'],
    registers,
  });
  for (const outcome of ['succeeded', 'failed']) webhookAttempts.inc({ outcome }, 0);
  const checks = new Gauge({
    name: 'proffer_health_check_ok',
    help: 'Whether the check was passed when it was last made: 1 or 0.',
    labelNames: ['check'],
    registers,
  });

  return {
    redirect(outcome) {
      redirects[outcome]++;
    },
    page(outcome) {
      pages[outcome]++;
    },
    tamperedLink() {
      tampered++;
    },
    request(method, route, status, durationMs) {
      if (status === TOO_MANY_REQUESTS) limitedRequests++;
      durations.observe({ method, route, status }, durationMs / 1_000);
    },
    webhookAttempt: (succeeded) => webhookAttempts.inc({ outcome: succeeded ? 'succeeded' : 'failed' }),
    healthCheck: (name, ok) => checks.set({ check: name }, ok ? 1 : 0),
    observeJournal(read) {
      counter('proffer_clicks_journaled_total', 'Clicks written to the journal by this process.', () => read().written);
      counter(
        'proffer_clicks_dropped_total',
        'Clicks that were answered and could not be counted.',
        () => read().dropped,
      );
      gauge('proffer_journal_failing', 'Whether the journal cannot be written: 1 or 0.', () =>
        read().failing ? 1 : 0,
      );
    },
    observeDrain(read) {
      gauge('proffer_drain_lag_bytes', 'Bytes of the journal that are not yet in the database.', () => read().lagBytes);
    },
    observeRedirectCache(read) {
      gauge('proffer_redirect_cache_entries', 'Links kept in memory.', () => read().entries);
    },
    observePageCache(read) {
      gauge('proffer_page_cache_bytes', 'Bytes of public pages kept in memory.', () => read().bytes);
    },
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
