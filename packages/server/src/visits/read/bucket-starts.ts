import { setImmediate } from 'node:timers/promises';
import { Temporal } from 'temporal-polyfill';
import { HOUR_MS } from '../utc-time.ts';
import type { AnalyticsQuestion, Granularity } from './analytics-question.ts';

/** Thousands of calendar dates take tens of milliseconds; requests are answered in between. */
const STARTS_AT_ONCE = 200;

const inZone = (atMs: number, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);

const remainder = (value: number, divisor: number): number => ((value % divisor) + divisor) % divisor;

/** The first day of the day, week or month that `date` lies in. */
function firstDate(date: Temporal.PlainDate, granularity: Exclude<Granularity, 'hour'>): Temporal.PlainDate {
  if (granularity === 'week') return date.subtract({ days: date.dayOfWeek - 1 });
  return granularity === 'month' ? date.with({ day: 1 }) : date;
}

function nextDate(date: Temporal.PlainDate, granularity: Exclude<Granularity, 'hour'>): Temporal.PlainDate {
  if (granularity === 'week') return date.add({ weeks: 1 });
  return granularity === 'month' ? date.add({ months: 1 }) : date.add({ days: 1 });
}

/** Where a day begins is the zone's to say: at 01:00 when the clock is put forward at midnight. */
function* dateStarts(startMs: number, endMs: number, granularity: Exclude<Granularity, 'hour'>, timeZone: string) {
  let last = Number.NEGATIVE_INFINITY;
  for (
    let date = firstDate(inZone(startMs, timeZone).toPlainDate(), granularity);
    ;
    date = nextDate(date, granularity)
  ) {
    const start = date.toZonedDateTime(timeZone).epochMilliseconds;
    if (start >= endMs) return;
    if (start > last) yield start; // a zone that crosses the date line leaves a day out
    last = start;
  }
}

/** Hours begin with the local hour and wherever the clock is changed, so that a repeated hour is two and none spans a change. */
function* hourStarts(startMs: number, endMs: number, timeZone: string) {
  const offsetOf = (atMs: number): number => inZone(atMs, timeZone).offsetNanoseconds / 1e6;
  const changeAfter = (atMs: number): number =>
    inZone(atMs, timeZone).getTimeZoneTransition('next')?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
  const hourOf = (atMs: number, offsetMs: number): number => atMs - remainder(atMs + offsetMs, HOUR_MS);

  let offsetMs = offsetOf(startMs);
  let changeMs = changeAfter(startMs);
  // A millisecond later, because a change at `startMs` itself counts.
  const changedMs = inZone(startMs + 1, timeZone).getTimeZoneTransition('previous')?.epochMilliseconds;
  let start = Math.max(hourOf(startMs, offsetMs), changedMs ?? Number.NEGATIVE_INFINITY);
  while (start < endMs) {
    yield start;
    start = Math.min(hourOf(start, offsetMs) + HOUR_MS, changeMs);
    if (start !== changeMs) continue;
    offsetMs = offsetOf(start);
    changeMs = changeAfter(start);
  }
}

/** The instants at which the buckets of a question begin; the first at or before its start. Each ends where the next begins. */
export async function bucketStarts(question: AnalyticsQuestion): Promise<number[]> {
  const { startMs, endMs, granularity, timeZone } = question;
  const all =
    granularity === 'hour' ? hourStarts(startMs, endMs, timeZone) : dateStarts(startMs, endMs, granularity, timeZone);
  const starts: number[] = [];
  for (const start of all) {
    starts.push(start);
    if (starts.length % STARTS_AT_ONCE === 0) await setImmediate();
  }
  return starts;
}
