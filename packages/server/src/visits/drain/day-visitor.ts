import type { EnrichedVisit } from '../enrich/enrich-visit.ts';
import { noCounts, type QuarterCounts } from '../roll-ups/quarter-counts.ts';
import { dayOf, hourOf, QUARTERS_PER_DAY, quarterOf } from '../utc-time.ts';
import type { VisitorHours } from './visit-writer.ts';

/**
 * One visitor of a subject on one day. `hours` and `peopleHours` are at first those of the visits of a batch; from `recallHours` on
 * they are what was known, and while visits are counted theirs are added again. `stored`: what was known, if anything.
 */
export type DayVisitor = {
  readonly day: number;
  readonly visitor: number;
  stored: VisitorHours | undefined;
  hours: number;
  peopleHours: number;
};

/** The visitor of each visit, with the hours of all of them. `visits` are of one subject and in the order of time. */
export function findVisitors(visits: readonly EnrichedVisit[]): DayVisitor[] {
  const visitors: DayVisitor[] = [];
  let today = new Map<number, DayVisitor>();
  let lastDay: number | undefined;
  for (const { atMs, visitor, bot } of visits) {
    const day = dayOf(atMs);
    if (day !== lastDay) today = new Map();
    lastDay = day;
    const known = today.get(visitor) ?? { day, visitor, stored: undefined, hours: 0, peopleHours: 0 };
    today.set(visitor, known);
    addHour(known, hourBit(atMs), bot);
    visitors.push(known);
  }
  return visitors;
}

const hourBit = (atMs: number): number => 1 << hourOf(atMs);

function addHour(visitor: DayVisitor, hour: number, bot: EnrichedVisit['bot']): void {
  visitor.hours |= hour;
  if (bot === null) visitor.peopleHours |= hour;
}

export function recallHours(visitor: DayVisitor, stored: VisitorHours | undefined): void {
  visitor.stored = stored;
  visitor.hours = stored?.hours ?? 0;
  visitor.peopleHours = stored?.peopleHours ?? 0;
}

/** Whether a visitor who was known has come at an hour that was not. */
export function hasNewHours({ stored, hours, peopleHours }: DayVisitor): boolean {
  return stored !== undefined && (hours !== stored.hours || peopleHours !== stored.peopleHours);
}

/** Counts a visit, and its visitor when it is the first of the day or hour. */
function countVisit(counts: QuarterCounts, visitor: DayVisitor, visit: EnrichedVisit): void {
  const hour = hourBit(visit.atMs);
  counts.clicks++;
  if (visitor.hours === 0) counts.dayVisitors++;
  if ((visitor.hours & hour) === 0) counts.hourVisitors++;
  if (visit.bot !== null) counts.bots++;
  else {
    if (visitor.peopleHours === 0) counts.dayPeople++;
    if ((visitor.peopleHours & hour) === 0) counts.hourPeople++;
  }
  addHour(visitor, hour, visit.bot);
}

/**
 * The counts of each quarter hour, by day. The hours of the visitors must be recalled before; afterwards they include those of
 * `visits`.
 */
export function countQuarters(
  visits: readonly EnrichedVisit[],
  visitors: readonly DayVisitor[],
): Map<number, QuarterCounts[]> {
  const days = new Map<number, QuarterCounts[]>();
  for (const [index, visit] of visits.entries()) {
    const visitor = visitors[index];
    if (visitor === undefined) throw new Error('a visit has no visitor');
    const quarters = days.get(visitor.day) ?? [];
    days.set(visitor.day, quarters);
    countVisit(lastQuarter(quarters, quarterOf(visit.atMs) % QUARTERS_PER_DAY), visitor, visit);
  }
  return days;
}

/** Visits are in the order of time, so a quarter hour that is not the last in the list is a new one. */
function lastQuarter(quarters: QuarterCounts[], quarter: number): QuarterCounts {
  const last = quarters.at(-1);
  if (last?.quarter === quarter) return last;
  const counts = noCounts(quarter);
  quarters.push(counts);
  return counts;
}
