import { type QuarterCounts, readQuarters } from '../roll-ups/quarter-counts.ts';
import { QUARTER_MS, QUARTERS_PER_DAY } from '../utc-time.ts';
import type { SeriesPoint } from './analysis.ts';
import type { AnalyticsQuestion } from './analytics-question.ts';
import type { RollUps } from './read-roll-ups.ts';
import type { QuarterRange } from './roll-up-parts.ts';

type Bucket = { readonly startMs: number; clicks: number; visitors: number };

/** Adds quarter hours up to buckets. They must come in the order of time. */
export class SeriesSum {
  readonly #question: AnalyticsQuestion;
  readonly #range: QuarterRange;
  readonly #buckets: Bucket[];
  #current = 0;
  clicks = 0;
  visitors = 0;
  bots = 0;

  constructor(question: AnalyticsQuestion, range: QuarterRange, starts: readonly number[]) {
    this.#question = question;
    this.#range = range;
    this.#buckets = starts.map((startMs) => ({ startMs, clicks: 0, visitors: 0 }));
  }

  add({ days }: RollUps): void {
    for (const { day, quarters } of days) {
      for (const counts of readQuarters(quarters)) this.#addQuarter(day * QUARTERS_PER_DAY + counts.quarter, counts);
    }
  }

  points(): SeriesPoint[] {
    return this.#buckets.map(({ startMs, clicks, visitors }) => ({
      start: new Date(startMs).toISOString(),
      clicks,
      unique_visitors: visitors,
    }));
  }

  #addQuarter(quarter: number, counts: QuarterCounts): void {
    if (quarter < this.#range.from || quarter >= this.#range.to) return;
    const withBots = this.#question.bots === 'include';
    const clicks = withBots ? counts.clicks : counts.clicks - counts.bots;
    const dayVisitors = withBots ? counts.dayVisitors : counts.dayPeople;
    const hourVisitors = withBots ? counts.hourVisitors : counts.hourPeople;
    this.clicks += clicks;
    this.visitors += dayVisitors;
    this.bots += counts.bots;
    const bucket = this.#bucketAt(quarter * QUARTER_MS);
    bucket.clicks += clicks;
    bucket.visitors += this.#question.granularity === 'hour' ? hourVisitors : dayVisitors;
  }

  #bucketAt(atMs: number): Bucket {
    for (;;) {
      const next = this.#buckets[this.#current + 1];
      if (next === undefined || next.startMs > atMs) break;
      this.#current++;
    }
    const bucket = this.#buckets[this.#current];
    if (bucket === undefined) throw new Error('a range has no buckets');
    return bucket;
  }
}
