import type { Trait } from '../enrich/trait.ts';
import { KeyCounter } from '../roll-ups/key-counter.ts';
import type { ValueCounts } from '../roll-ups/value-counts.ts';
import { botKeyOf } from '../roll-ups/value-key.ts';
import { DAY_MS, dayOf, QUARTER_MS } from '../utc-time.ts';
import { type DayVisitors, findVisitors } from './day-visitors.ts';
import type { SubjectVisits, VisitSpan } from './subject-visits.ts';

/** What a batch adds to the roll-up of one quarter hour or day. */
export type SpanTally = VisitSpan & { readonly counts: ValueCounts };

/** What a batch holds of one subject, ready to be written. `quarters` and `days`: by quarter hour and day since 1970, ascending. */
export type SubjectTally = {
  readonly visits: SubjectVisits;
  readonly visitors: readonly DayVisitors[];
  readonly quarters: readonly SpanTally[];
  readonly days: readonly SpanTally[];
};

const counter = new KeyCounter();

function addTraits(traits: readonly Trait[], isBot: boolean): void {
  for (const { key, value } of traits) {
    if (key === undefined) throw new Error(`"${value}" has no number yet`);
    counter.add(isBot ? botKeyOf(key) : key);
  }
}

function countValues(visits: SubjectVisits, { from, to }: VisitSpan): ValueCounts {
  const { columns } = visits;
  counter.clear();
  for (let index = from; index < to; index++) {
    const row = visits.row(index);
    const isBot = columns.bot(row) !== null;
    addTraits(columns.place(row).area.traits, isBot);
    addTraits(columns.agent(row).traits, isBot);
    addTraits(columns.referrer(row).traits, isBot);
  }
  return counter.take();
}

const tallySpans = (visits: SubjectVisits, lengthMs: number): SpanTally[] =>
  visits.spans(lengthMs).map((span) => ({ ...span, counts: countValues(visits, span) }));

function tallyDays(visits: SubjectVisits, quarters: readonly SpanTally[]): SpanTally[] {
  // All visits of a batch mostly lie in one quarter hour, whose counts are then those of the day.
  const [only] = quarters;
  if (quarters.length === 1 && only !== undefined) return [{ ...only, start: dayOf(visits.atMs(0)) }];
  return tallySpans(visits, DAY_MS);
}

/** The traits of `visits` must have keys. */
export function tallySubject(visits: SubjectVisits): SubjectTally {
  const quarters = tallySpans(visits, QUARTER_MS);
  return { visits, visitors: findVisitors(visits), quarters, days: tallyDays(visits, quarters) };
}
