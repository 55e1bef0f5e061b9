import type { EnrichedVisit } from '../enrich/enrich-visit.ts';
import { type AddedCounts, byKey } from '../roll-ups/value-counts.ts';
import { keyOf } from '../roll-ups/value-key.ts';
import { QUARTERS_PER_DAY, quarterOf } from '../utc-time.ts';
import { type DayVisitor, findVisitors } from './day-visitor.ts';

/** What a batch adds to the roll-up of one quarter hour or day. */
export type SpanTally = { readonly start: number; readonly counts: AddedCounts };

/**
 * What a batch holds of one subject, ready to be written. `visits`: in the order of time. `visitors`: for each of them its visitor of
 * that day. `quarters` and `days`: by quarter hour and day since 1970.
 */
export type SubjectTally = {
  readonly visits: readonly EnrichedVisit[];
  readonly visitors: readonly DayVisitor[];
  readonly quarters: readonly SpanTally[];
  readonly days: readonly SpanTally[];
};

type CountsByStart = Map<number, Map<number, number>>;

function countsOf(spans: CountsByStart, start: number): Map<number, number> {
  const known = spans.get(start);
  if (known !== undefined) return known;
  const counts = new Map<number, number>();
  spans.set(start, counts);
  return counts;
}

function addTraits(counts: Map<number, number>, visit: EnrichedVisit): void {
  const isBot = visit.bot !== null;
  for (const { traits } of [visit.place.area, visit.agent, visit.referrer]) {
    for (const { dimension, number, value } of traits) {
      if (number === undefined) throw new Error(`"${value}" has no number yet`);
      const key = keyOf(dimension, number, isBot);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
}

/** The quarter hours of each day, added up. */
function sumDays(quarters: CountsByStart): CountsByStart {
  const days: CountsByStart = new Map();
  for (const [quarter, counts] of quarters) {
    const day = Math.floor(quarter / QUARTERS_PER_DAY);
    // All visits of a batch mostly lie in one quarter hour, whose counts are then those of the day.
    if (quarters.size === 1) return new Map([[day, counts]]);
    const sums = countsOf(days, day);
    for (const [key, clicks] of counts) sums.set(key, (sums.get(key) ?? 0) + clicks);
  }
  return days;
}

const sorted = (spans: CountsByStart): SpanTally[] =>
  Array.from(spans, ([start, counts]) => ({ start, counts: Array.from(counts).sort(byKey) }));

/** `visits` may come from several segments and so in any order; their traits must have keys. */
export function tallySubject(unordered: readonly EnrichedVisit[]): SubjectTally {
  const visits = unordered.toSorted((one, other) => one.atMs - other.atMs);
  const quarters: CountsByStart = new Map();
  for (const visit of visits) addTraits(countsOf(quarters, quarterOf(visit.atMs)), visit);
  return {
    visits,
    visitors: findVisitors(visits),
    quarters: sorted(quarters),
    days: sorted(sumDays(quarters)),
  };
}
