import { noCounts, type QuarterCounts } from '../roll-ups/quarter-counts.ts';
import { DAY_MS, hourOf, QUARTERS_PER_DAY, quarterOf } from '../utc-time.ts';
import type { SubjectVisits, VisitSpan } from './subject-visits.ts';
import type { VisitorHours } from './visit-writer.ts';

/**
 * Who came to a subject on one day. `places`: for each visit of that day which of the visitors it is of. `visitors`: ascending, each once. `hours` and `peopleHours` of each visitor are at first those of the
 * visits; from `recallHours` on they are what was known, and while visits are counted theirs are added again.
 */
export type DayVisitors = VisitSpan & {
  readonly places: readonly number[];
  readonly visitors: readonly number[];
  readonly hours: number[];
  readonly peopleHours: number[];
};

export const findVisitors = (visits: SubjectVisits): DayVisitors[] =>
  visits.spans(DAY_MS).map((day) => visitorsOfDay(visits, day));

function visitorsOfDay(visits: SubjectVisits, day: VisitSpan): DayVisitors {
  const ofVisits: number[] = [];
  for (let index = day.from; index < day.to; index++) ofVisits.push(visits.columns.visitor(visits.row(index)));
  const visitors = distinct(ofVisits);
  const ofDay: DayVisitors = {
    ...day,
    places: ofVisits.map((visitor) => placeOf(visitors, visitor)),
    visitors,
    hours: visitors.map(() => 0),
    peopleHours: visitors.map(() => 0),
  };
  for (let index = day.from; index < day.to; index++) addHour(ofDay, index, visits);
  return ofDay;
}

/** Ascending. */
function distinct(numbers: readonly number[]): number[] {
  if (numbers.length === 1) return [...numbers];
  const sorted = new Float64Array(numbers.length);
  for (const [index, number] of numbers.entries()) sorted[index] = number;
  sorted.sort();
  const found: number[] = [];
  for (const number of sorted) if (number !== found.at(-1)) found.push(number);
  return found;
}

/** Where `number` is in `ascending`. */
function placeOf(ascending: readonly number[], number: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

const hourBit = (atMs: number): number => 1 << hourOf(atMs);

/** The visitor of the visit at `index`. */
const visitorAt = ({ places, from }: DayVisitors, index: number): number => places[index - from] ?? 0;

function addHour(ofDay: DayVisitors, index: number, visits: SubjectVisits): void {
  const { hours, peopleHours } = ofDay;
  const visitor = visitorAt(ofDay, index);
  const hour = hourBit(visits.atMs(index));
  hours[visitor] = (hours[visitor] ?? 0) | hour;
  if (visits.columns.bot(visits.row(index)) === null) peopleHours[visitor] = (peopleHours[visitor] ?? 0) | hour;
}

/** `stored`: what was known of each visitor. */
export function recallHours({ hours, peopleHours }: DayVisitors, stored: readonly (VisitorHours | undefined)[]): void {
  for (const [visitor, known] of stored.entries()) {
    hours[visitor] = known?.hours ?? 0;
    peopleHours[visitor] = known?.peopleHours ?? 0;
  }
}

/** Counts a visit, and its visitor when it is the first of the day or hour. */
function countVisit(counts: QuarterCounts, ofDay: DayVisitors, index: number, visits: SubjectVisits): void {
  const visitor = visitorAt(ofDay, index);
  const hours = ofDay.hours[visitor] ?? 0;
  const peopleHours = ofDay.peopleHours[visitor] ?? 0;
  const hour = hourBit(visits.atMs(index));
  counts.clicks++;
  if (hours === 0) counts.dayVisitors++;
  if ((hours & hour) === 0) counts.hourVisitors++;
  if (visits.columns.bot(visits.row(index)) !== null) counts.bots++;
  else {
    if (peopleHours === 0) counts.dayPeople++;
    if ((peopleHours & hour) === 0) counts.hourPeople++;
  }
  addHour(ofDay, index, visits);
}

/**
 * The counts of each quarter hour of a day. The hours of the visitors must be recalled before; afterwards they include those of
 * `visits`.
 */
export function countQuarters(visits: SubjectVisits, ofDay: DayVisitors): QuarterCounts[] {
  const quarters: QuarterCounts[] = [];
  for (let index = ofDay.from; index < ofDay.to; index++) {
    countVisit(lastQuarter(quarters, quarterOf(visits.atMs(index)) % QUARTERS_PER_DAY), ofDay, index, visits);
  }
  return quarters;
}

/** Visits are in the order of time, so a quarter hour that is not the last in the list is a new one. */
function lastQuarter(quarters: QuarterCounts[], quarter: number): QuarterCounts {
  const last = quarters.at(-1);
  if (last?.quarter === quarter) return last;
  const counts = noCounts(quarter);
  quarters.push(counts);
  return counts;
}
