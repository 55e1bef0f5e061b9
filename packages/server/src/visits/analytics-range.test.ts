import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../platform/http/app-error.ts';
import { parseTimeRange, parseTimeZone } from './analytics-range.ts';

const NOW_MS = Date.parse('2026-03-15T12:34:56.789Z');
const DAY_MS = 86_400_000;

function rangeOf(start_date?: string, end_date?: string, timeZone = 'UTC') {
  const { startMs, endMs } = parseTimeRange({ start_date, end_date }, timeZone, NOW_MS);
  return [new Date(startMs).toISOString(), new Date(endMs).toISOString()];
}

describe('the range of analytics', () => {
  it('is the last 30 days when nothing is said', () => {
    expect(parseTimeRange({}, 'UTC', NOW_MS)).toEqual({ startMs: NOW_MS - 30 * DAY_MS, endMs: NOW_MS });
  });

  it('is the 30 days before its end when only that is said', () => {
    expect(rangeOf(undefined, '2026-01-31T00:00:00Z')).toEqual([
      '2026-01-01T00:00:00.000Z',
      '2026-01-31T00:00:00.000Z',
    ]);
  });

  it('ends now when only its start is said', () => {
    expect(rangeOf('2026-03-01T00:00:00Z')).toEqual(['2026-03-01T00:00:00.000Z', '2026-03-15T12:34:56.789Z']);
  });

  it('takes times with any offset, to the millisecond', () => {
    expect(rangeOf('2026-01-01T02:00:00.5+02:00', '2026-01-01T00:00:00.501Z')).toEqual([
      '2026-01-01T00:00:00.500Z',
      '2026-01-01T00:00:00.501Z',
    ]);
  });

  it('holds the whole day of its last date, as long as that is where its people live', () => {
    expect(rangeOf('2026-01-01', '2026-01-01')).toEqual(['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z']);
    expect(rangeOf('2026-03-29', '2026-03-29', 'Europe/Berlin')).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z', // 23 hours
    ]);
  });

  it('may be empty, and not shorter', () => {
    expect(rangeOf('2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z')).toHaveLength(2);
    expect(() => rangeOf('2026-01-01T00:00:00.001Z', '2026-01-01T00:00:00Z')).toThrow('"end_date"');
    expect(() => rangeOf('2026-04-01')).toThrow('"end_date"');
  });

  it.each([
    '',
    'yesterday',
    '2026-02-30',
    '2026-13-01',
    '2026-01-01T00:00:00',
    '1768478400000',
    '-271821-04-20T00:00Z',
  ])('is not read from %j', (text) => {
    expect(() => rangeOf(text)).toThrow('"start_date"');
    expect(() => rangeOf(undefined, text)).toThrow('"end_date"');
  });

  it('is two times that can be written down, or a refusal, whatever was said', () => {
    const anyText = fc.oneof(
      fc.string(),
      fc.date().map((date) => (Number.isNaN(date.getTime()) ? 'never' : date.toISOString())),
      fc.stringMatching(/^[+-]?\d{4,6}-[01]\d-[0-3]\d(T[0-2]\d:[0-6]\d(:[0-6]\d(\.\d{1,10})?)?(Z|[+-]\d\d:\d\d)?)?$/),
    );
    fc.assert(
      fc.property(fc.option(anyText, { nil: undefined }), fc.option(anyText, { nil: undefined }), (start, end) => {
        try {
          const [from = '', to = ''] = rangeOf(start, end);
          expect(Date.parse(from)).toBeLessThanOrEqual(Date.parse(to));
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the time zone of analytics', () => {
  it.each([
    [undefined, 'UTC'],
    ['UTC', 'UTC'],
    ['Europe/Berlin', 'Europe/Berlin'],
    ['america/new_york', 'America/New_York'],
    ['Asia/Kathmandu', 'Asia/Kathmandu'],
  ])('%j is %s', (text, timeZone) => {
    expect(parseTimeZone(text)).toBe(timeZone);
  });

  it.each([
    '',
    'Mars/Phobos',
    '+02:00',
    'Europe',
    '../etc/passwd',
    'Europe/Berlin\u0000',
    '2026-01-01T00:00[UTC]',
    'Z',
  ])('%j is none', (text) => {
    expect(() => parseTimeZone(text)).toThrow('"timezone"');
  });

  it('is one or a refusal, whatever was said', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(parseTimeZone(text)).toMatch(/^[A-Z]/);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
    );
  });
});
