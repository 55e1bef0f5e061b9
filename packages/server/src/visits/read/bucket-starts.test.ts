import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { Granularity } from './analytics-question.ts';
import { bucketStarts } from './bucket-starts.ts';

const ZONES = [
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Asia/Kolkata'],
  ...['America/Sao_Paulo', 'Africa/Cairo', 'America/Havana', 'America/Santiago', 'Pacific/Apia', 'Africa/Casablanca'],
];
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

async function startsOf(start: string, end: string, granularity: Granularity, timeZone: string): Promise<string[]> {
  const range = { startMs: Date.parse(start), endMs: Date.parse(end) };
  const starts = await bucketStarts({ ...range, granularity, timeZone, bots: 'include' });
  return starts.map((startMs) =>
    Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(timeZone).toString(),
  );
}

/** What all instants of one bucket have in common, and no instant of its neighbours. */
function labelOf(atMs: number, granularity: Granularity, timeZone: string): string {
  const at = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(timeZone);
  if (granularity === 'hour') return `${at.toPlainDate()} ${at.hour} ${at.offset}`;
  if (granularity === 'day') return at.toPlainDate().toString();
  return granularity === 'week' ? `${at.yearOfWeek} ${at.weekOfYear}` : at.toPlainDate().toPlainYearMonth().toString();
}

const questions = fc
  .record({
    startMs: fc.integer({ min: Date.parse('1995-01-01T00:00:00Z'), max: Date.parse('2035-01-01T00:00:00Z') }),
    granularity: fc.constantFrom<Granularity>('hour', 'day', 'week', 'month'),
    timeZone: fc.constantFrom(...ZONES),
    lengthDays: fc.double({ min: 0.001, max: 40, noNaN: true }),
  })
  .map(({ startMs, granularity, timeZone, lengthDays }) => {
    const stretch = granularity === 'hour' ? 1 : 10;
    const endMs = startMs + Math.ceil(lengthDays * stretch * DAY_MS);
    return { startMs, endMs, granularity, timeZone, bots: 'include' as const };
  });

describe('buckets', () => {
  it('cover a range in any zone, each exactly one hour, day, week or month of its calendar', async () => {
    await fc.assert(
      fc.asyncProperty(questions, async (question) => {
        const { startMs, endMs, granularity, timeZone } = question;
        const starts = await bucketStarts(question);
        expect(starts[0]).toBeLessThanOrEqual(startMs);
        expect(labelOf(starts[0] ?? 0, granularity, timeZone)).toBe(labelOf(startMs, granularity, timeZone));
        for (const [index, start] of starts.entries()) {
          const label = labelOf(start, granularity, timeZone);
          const last = (starts[index + 1] ?? endMs) - 1;
          expect(start).toBeLessThan(endMs);
          expect(labelOf(last, granularity, timeZone)).toBe(label);
          expect(labelOf(start - 1, granularity, timeZone)).not.toBe(label);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of hours are two where the clock is put back', async () => {
    expect(await startsOf('2026-10-25T00:00:00Z', '2026-10-25T02:00:00Z', 'hour', 'Europe/Berlin')).toEqual([
      '2026-10-25T02:00:00+02:00[Europe/Berlin]',
      '2026-10-25T02:00:00+01:00[Europe/Berlin]',
    ]);
    const day = await startsOf('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z', 'hour', 'Europe/Berlin');
    expect(day).toHaveLength(25);
  });

  it('of hours leave out the one that the clock is put forward over', async () => {
    const day = await startsOf('2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z', 'hour', 'America/New_York');
    expect(day).toHaveLength(23);
    expect(day.slice(1, 3)).toEqual([
      '2026-03-08T01:00:00-05:00[America/New_York]',
      '2026-03-08T03:00:00-04:00[America/New_York]',
    ]);
  });

  it('of hours follow a clock that is put back by half an hour', async () => {
    expect(await startsOf('2026-04-04T14:00:00Z', '2026-04-04T16:00:00Z', 'hour', 'Australia/Lord_Howe')).toEqual([
      '2026-04-05T01:00:00+11:00[Australia/Lord_Howe]',
      '2026-04-05T01:30:00+10:30[Australia/Lord_Howe]',
      '2026-04-05T02:00:00+10:30[Australia/Lord_Howe]',
    ]);
  });

  it('of hours begin with the change when the range does', async () => {
    const starts = await startsOf('2026-04-04T15:00:00Z', '2026-04-04T15:10:00Z', 'hour', 'Australia/Lord_Howe');
    expect(starts).toEqual(['2026-04-05T01:30:00+10:30[Australia/Lord_Howe]']);
  });

  it('of days may begin at one in the morning', async () => {
    expect(await startsOf('2017-10-14T12:00:00Z', '2017-10-16T12:00:00Z', 'day', 'America/Sao_Paulo')).toEqual([
      '2017-10-14T00:00:00-03:00[America/Sao_Paulo]',
      '2017-10-15T01:00:00-02:00[America/Sao_Paulo]',
      '2017-10-16T00:00:00-02:00[America/Sao_Paulo]',
    ]);
  });

  it('of days are 23 and 25 hours long', async () => {
    const lengths = async (start: string, end: string) => {
      const starts = await startsOf(start, end, 'day', 'Europe/Berlin');
      return starts.slice(1).map((day, index) => {
        const [from, to] = [Temporal.ZonedDateTime.from(starts[index] ?? ''), Temporal.ZonedDateTime.from(day)];
        return (to.epochMilliseconds - from.epochMilliseconds) / HOUR_MS;
      });
    };
    expect(await lengths('2026-03-28T12:00:00Z', '2026-03-30T12:00:00Z')).toEqual([24, 23]);
    expect(await lengths('2026-10-24T12:00:00Z', '2026-10-26T12:00:00Z')).toEqual([24, 25]);
  });

  it('of days leave out one that a country has never had', async () => {
    expect(await startsOf('2011-12-29T12:00:00Z', '2012-01-01T00:00:00Z', 'day', 'Pacific/Apia')).toEqual([
      '2011-12-29T00:00:00-10:00[Pacific/Apia]',
      '2011-12-31T00:00:00+14:00[Pacific/Apia]',
      '2012-01-01T00:00:00+14:00[Pacific/Apia]',
    ]);
  });

  it('of weeks begin on Monday', async () => {
    expect(await startsOf('2026-01-01T00:00:00Z', '2026-01-06T00:00:00Z', 'week', 'UTC')).toEqual([
      '2025-12-29T00:00:00+00:00[UTC]',
      '2026-01-05T00:00:00+00:00[UTC]',
    ]);
  });

  it('end before the end of the range', async () => {
    expect(await startsOf('2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z', 'month', 'UTC')).toHaveLength(1);
    expect(await startsOf('2026-01-01T00:00:00Z', '2026-02-01T00:00:00.001Z', 'month', 'UTC')).toHaveLength(2);
  });
});
