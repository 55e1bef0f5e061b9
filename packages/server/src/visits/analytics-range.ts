import { Temporal } from 'temporal-polyfill';
import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';

const RANGE_DAYS = 30;
/** Beyond these, dates have another spelling, and then none. */
const EARLIEST_MS = Date.parse('0001-01-01T00:00:00Z');
const LATEST_MS = Date.parse('9999-01-01T00:00:00Z');

/** Half open: from `startMs`, up to but without `endMs`. */
export type TimeRange = { readonly startMs: number; readonly endMs: number };

type Query = { readonly start_date?: string | undefined; readonly end_date?: string | undefined };

function invalid(field: string, what: string): AppError {
  return new AppError(FAILURES.invalid, `The field "${field}" is not valid: ${what}.`);
}

export function parseTimeZone(timeZone: string | undefined): string {
  if (timeZone === undefined) return 'UTC';
  try {
    // Offsets like "+02:00" parse too, and are no zones: they know no daylight saving.
    if (!/^[A-Za-z]/.test(timeZone)) throw new RangeError('not a name');
    return Temporal.Now.zonedDateTimeISO(timeZone).timeZoneId;
  } catch (cause) {
    throw new AppError(
      FAILURES.invalid,
      'The field "timezone" is not valid: it must be an IANA time zone like Europe/Berlin.',
      {
        cause,
      },
    );
  }
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function readInstant(field: keyof Query, text: string, timeZone: string): number {
  try {
    if (!DATE.test(text)) return Temporal.Instant.from(text).epochMilliseconds;
    const date = Temporal.PlainDate.from(text);
    // A date names a whole day: a range ends after the day of its end.
    const edge = field === 'start_date' ? date : date.add({ days: 1 });
    return edge.toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    throw invalid(field, 'it must be an ISO 8601 date, or a time with a zone, like 2026-11-21 or 2026-11-21T10:00:00Z');
  }
}

function parseInstant(field: keyof Query, text: string, timeZone: string): number {
  const atMs = readInstant(field, text, timeZone);
  if (atMs < EARLIEST_MS || atMs > LATEST_MS) throw invalid(field, 'it lies outside of the years 1 to 9998');
  return atMs;
}

/**
 * The range of an analytics request: up to now, and the 30 days before its end, where it says nothing else. Throws
 * `invalid_request` for what is no time, and for an end before its start.
 */
export function parseTimeRange(query: Query, timeZone: string, nowMs: number): TimeRange {
  const endMs = query.end_date === undefined ? nowMs : parseInstant('end_date', query.end_date, timeZone);
  const startMs =
    query.start_date === undefined
      ? endMs - RANGE_DAYS * 86_400_000
      : parseInstant('start_date', query.start_date, timeZone);
  if (endMs < startMs) throw invalid('end_date', 'it lies before "start_date"');
  return { startMs, endMs };
}
