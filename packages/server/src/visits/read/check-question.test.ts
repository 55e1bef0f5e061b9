import { describe, expect, it } from 'vitest';
import type { AnalyticsQuestion } from './analytics-question.ts';
import { bucketStarts } from './bucket-starts.ts';
import { checkQuestion } from './check-question.ts';

const HOUR_MS = 3_600_000;
const START_MS = Date.parse('2026-01-01T00:00:00Z');

function question(parts: Partial<AnalyticsQuestion>): AnalyticsQuestion {
  const range = { startMs: START_MS, endMs: START_MS + 24 * HOUR_MS };
  return { ...range, granularity: 'day', timeZone: 'UTC', bots: 'include', ...parts };
}

describe('a question', () => {
  it.each([
    ['with an end before its start', { endMs: START_MS - 1 }, 'end_date'],
    ['with an end at its start', { endMs: START_MS }, 'end_date'],
    ['without a time', { startMs: Number.NaN }, 'start_date'],
    ['from before the calendar', { startMs: Date.parse('-000001-01-01T00:00:00Z') }, 'start_date'],
    ['up to the end of time', { endMs: 8.64e15 }, 'end_date'],
    ['in an unknown zone', { timeZone: 'Mars/Olympus_Mons' }, 'timezone'],
    ['in no zone', { timeZone: '' }, 'timezone'],
    ['in an offset that is no zone', { timeZone: '+02:00' }, 'timezone'],
    ['for more than 10,000 hours', { granularity: 'hour', endMs: START_MS + 10_000 * HOUR_MS + 1 }, 'hour'],
    ['for more than 10,000 days', { granularity: 'day', endMs: START_MS + 240_000 * HOUR_MS + 1 }, 'day'],
    ['for all weeks', { granularity: 'week', startMs: Date.parse('0002-01-01T00:00:00Z') }, 'week'],
    ['for all months', { granularity: 'month', startMs: Date.parse('0002-01-01T00:00:00Z') }, 'month'],
  ] as const)('%s is refused', (_, parts, named) => {
    expect(() => checkQuestion(question(parts))).toThrow(
      expect.objectContaining({ status: 400, message: expect.stringContaining(named) }),
    );
  });

  it.each([
    ['hour', START_MS + 10_000 * HOUR_MS],
    ['day', START_MS + 240_000 * HOUR_MS],
    ['week', START_MS + 4 * 24 * HOUR_MS + 9_999 * 168 * HOUR_MS],
    ['month', Date.parse('2859-05-01T00:00:00Z')],
  ] as const)('for 10,000 buckets of a %s is answered', async (granularity, endMs) => {
    const allowed = question({ granularity, endMs });
    expect(() => checkQuestion(allowed)).not.toThrow();
    expect(await bucketStarts(allowed)).toHaveLength(10_000);
  });

  it('is refused for the bucket after the ten thousandth', () => {
    expect(() =>
      checkQuestion(question({ granularity: 'month', endMs: Date.parse('2859-05-01T00:00:00.001Z') })),
    ).toThrow();
  });
});
