import type { Outcome } from './attempt.ts';
import { throttledUntil } from './retry-schedule.ts';

const DAY_MS = 24 * 3_600_000;

/** After how long of failing somebody is told for the first and the second time, and the endpoint is disabled. */
const NOTICE_AFTER_MS = [1 * DAY_MS, 4 * DAY_MS, 5 * DAY_MS] as const;
/** Two notices are never closer, whatever the clock did meanwhile: there must be time to mend it. */
const BETWEEN_NOTICES_MS = DAY_MS / 2;

export const GONE = 410;

/** What is known of how an endpoint is doing; see `WebhookEndpointTable`. */
export type Health = {
  readonly failures: number;
  readonly failingSinceMs: number | null;
  readonly notices: number;
  readonly noticedAtMs: number | null;
  readonly throttledUntilMs: number;
};

export const HEALTHY: Health = {
  failures: 0,
  failingSinceMs: null,
  notices: 0,
  noticedAtMs: null,
  throttledUntilMs: 0,
};

/** `disable`: why it is not sent to any more. `notice`: 1 to 3 when somebody is to be told. */
export type Judgement = {
  readonly health: Health;
  readonly disable: 'gone' | 'failing' | null;
  readonly notice: number | null;
};

/** One success forgives everything. */
export function judge(health: Health, outcome: Outcome, random: number): Judgement {
  if (outcome.error === null) return { health: HEALTHY, disable: null, notice: null };
  const failingSinceMs = health.failingSinceMs ?? outcome.atMs;
  const failures = health.failures + 1;
  const throttledUntilMs = Math.max(health.throttledUntilMs, throttledUntil(failures, outcome, random));
  const failing = { ...health, failures, failingSinceMs, throttledUntilMs };
  if (outcome.statusCode === GONE) return { health: failing, disable: 'gone', notice: null };
  const dueAfterMs = NOTICE_AFTER_MS[health.notices];
  const isDue = dueAfterMs !== undefined && outcome.atMs - failingSinceMs >= dueAfterMs;
  const isTooSoon = health.noticedAtMs !== null && outcome.atMs - health.noticedAtMs < BETWEEN_NOTICES_MS;
  if (!isDue || isTooSoon) return { health: failing, disable: null, notice: null };
  const notice = health.notices + 1;
  const told = { ...failing, notices: notice, noticedAtMs: outcome.atMs };
  return { health: told, disable: notice === NOTICE_AFTER_MS.length ? 'failing' : null, notice };
}
