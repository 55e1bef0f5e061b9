import type { QuarterCounts } from '../roll-ups/quarter-counts.ts';
import { countQuarters, type DayVisitors, recallHours } from './day-visitors.ts';
import type { NumberedTally } from './numbered-tally.ts';
import { bySpan, type SpanKey } from './span-key.ts';
import type { SubjectVisits } from './subject-visits.ts';
import type { VisitorHours, VisitorKey, VisitTransaction } from './visit-writer.ts';

type SubjectVisitors = SpanKey & { readonly visits: SubjectVisits; readonly ofDay: DayVisitors };

/** What the visits of some subjects and days add to the quarter hours of these. */
export type DayQuarters = SpanKey & { readonly quarters: readonly QuarterCounts[] };

/** Adds the visitors of the tallies to those that are known, and counts the clicks of each quarter hour, by day. */
export async function addVisitors(
  transaction: VisitTransaction,
  tallies: readonly NumberedTally[],
): Promise<DayQuarters[]> {
  const days = tallies
    .flatMap(({ subject, tally: { visits, visitors } }) =>
      visitors.map((ofDay): SubjectVisitors => ({ start: ofDay.start, subject, visits, ofDay })),
    )
    .sort(bySpan);
  const stored = await transaction.meetVisitors(days.flatMap(rowsOf));
  const changed: (VisitorKey & VisitorHours)[] = [];
  let before = 0;
  const quarters = days.map((day): DayQuarters => {
    const known = stored.slice(before, before + day.ofDay.visitors.length);
    before += known.length;
    recallHours(day.ofDay, known);
    const counts = countQuarters(day.visits, day.ofDay);
    if (known.some((one) => one !== undefined)) {
      for (const [index, row] of rowsOf(day).entries()) if (hasMore(row, known[index])) changed.push(row);
    }
    return { start: day.start, subject: day.subject, quarters: counts };
  });
  if (changed.length > 0) await transaction.saveVisitorHours(changed);
  return quarters;
}

const rowsOf = ({ start, subject, ofDay }: SubjectVisitors): (VisitorKey & VisitorHours)[] =>
  ofDay.visitors.map((visitor, index) => ({
    day: start,
    subject,
    visitor,
    hours: ofDay.hours[index] ?? 0,
    peopleHours: ofDay.peopleHours[index] ?? 0,
  }));

/** Whether a visitor who was known has come at an hour that was not. */
const hasMore = (now: VisitorHours, known: VisitorHours | undefined): boolean =>
  known !== undefined && (now.hours !== known.hours || now.peopleHours !== known.peopleHours);
