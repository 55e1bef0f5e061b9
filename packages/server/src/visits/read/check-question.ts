import { Temporal } from 'temporal-polyfill';
import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';
import { HOUR_MS } from '../utc-time.ts';
import type { AnalyticsQuestion } from './analytics-question.ts';

const BUCKETS_MAX = 10_000;
const FIRST_MS = Date.parse('0001-01-03T00:00:00Z');
const LAST_MS = Date.parse('9999-12-29T00:00:00Z');
const ZONE_NAME = /^[A-Za-z]/;

const refuse = (sentence: string): never => {
  throw new AppError(FAILURES.invalid, sentence);
};

function checkZone(timeZone: string): void {
  try {
    // An offset such as +02:00 would be taken as well, but is no zone: it knows nothing of summer.
    if (ZONE_NAME.test(timeZone)) return void new Temporal.ZonedDateTime(0n, timeZone);
  } catch {
    // refused below
  }
  refuse('The field "timezone" is not valid: it must be an IANA time zone such as Europe/Berlin.');
}

/** How many buckets a question has, give or take the odd hours at which clocks are changed. */
function countBuckets({ startMs, endMs, granularity, timeZone }: AnalyticsQuestion): number {
  if (granularity === 'hour') return Math.ceil((endMs - startMs) / HOUR_MS);
  const dateOf = (atMs: number): Temporal.PlainDate =>
    Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone).toPlainDate();
  const first = dateOf(startMs);
  const last = dateOf(endMs - 1);
  if (granularity === 'day') return first.until(last).days + 1;
  if (granularity === 'week') return Math.floor((first.dayOfWeek - 1 + first.until(last).days) / 7) + 1;
  return (last.year - first.year) * 12 + last.month - first.month + 1;
}

/** Throws `invalid_request` for a question that has no answer or too long a one, at the same cost for every question. */
export function checkQuestion(question: AnalyticsQuestion): void {
  const { startMs, endMs, granularity, timeZone } = question;
  for (const [name, atMs] of [
    ['start_date', startMs],
    ['end_date', endMs],
  ] as const) {
    if (!(atMs >= FIRST_MS && atMs <= LAST_MS))
      refuse(`The field "${name}" is not valid: it must lie between the years 1 and 9999.`);
  }
  if (endMs <= startMs) refuse('The field "end_date" is not valid: it must be later than "start_date".');
  checkZone(timeZone);
  if (countBuckets(question) > BUCKETS_MAX) {
    refuse(`The fields "start_date" and "end_date" are more than 10,000 times the granularity "${granularity}" apart.`);
  }
}
