const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** From one attempt to the next: those of Standard Webhooks, about three days in all. */
const DELAYS_MS = [
  ...[5 * SECOND_MS, 5 * MINUTE_MS, 30 * MINUTE_MS],
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR_MS),
];

export const ATTEMPTS_MAX = DELAYS_MS.length + 1;

/** Nobody may put us off for longer. */
const RETRY_AFTER_MAX_MS = 24 * HOUR_MS;

const BREAK_AFTER_FAILURES = 3;
const BREAK_MS = 5 * SECOND_MS;
const BREAK_MAX_MS = 10 * MINUTE_MS;
const OVERLOADED_MS = 30 * SECOND_MS;
/** What a server answers, or a proxy before it, that has too much to do. */
const OVERLOADED: ReadonlySet<number | null> = new Set([429, 502, 504]);

/** A tenth more or less, so that what failed together does not come back together. `random`: from 0 to 1. */
const withJitter = (ms: number, random: number): number => Math.round(ms * (0.9 + 0.2 * random));

type Failed = { readonly atMs: number; readonly statusCode: number | null; readonly retryAfterMs: number | null };

const askedForMs = ({ retryAfterMs }: Failed): number => Math.min(retryAfterMs ?? 0, RETRY_AFTER_MAX_MS);

/** When to try again after `attempts` attempts, the last of which was `failed`; null: not any more. */
export function nextAttemptAt(attempts: number, failed: Failed, random: number): number | null {
  const delayMs = DELAYS_MS[attempts - 1];
  if (delayMs === undefined) return null;
  return failed.atMs + Math.max(withJitter(delayMs, random), askedForMs(failed));
}

/**
 * Until when nothing at all is sent to an endpoint whose last `failures` attempts failed: a dead one must not be knocked at for each
 * of ten thousand events. 0: others may be sent meanwhile.
 */
export function throttledUntil(failures: number, failed: Failed, random: number): number {
  const overloadedMs = OVERLOADED.has(failed.statusCode) ? OVERLOADED_MS : 0;
  const brokenMs =
    failures < BREAK_AFTER_FAILURES ? 0 : Math.min(BREAK_MS * 2 ** (failures - BREAK_AFTER_FAILURES), BREAK_MAX_MS);
  const waitMs = Math.max(withJitter(Math.max(overloadedMs, brokenMs), random), askedForMs(failed));
  return waitMs === 0 ? 0 : failed.atMs + waitMs;
}

/** `Retry-After` in seconds or as a date, in ms from now; null when there is none that can be read. */
export function readRetryAfter(header: string | undefined, nowMs: number): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * SECOND_MS;
  const atMs = Date.parse(header);
  return Number.isNaN(atMs) ? null : Math.max(atMs - nowMs, 0);
}
