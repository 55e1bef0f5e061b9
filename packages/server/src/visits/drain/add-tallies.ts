import { addQuarters, type QuarterCounts } from '../roll-ups/quarter-counts.ts';
import { addCounts } from '../roll-ups/value-counts.ts';
import { NOTHING } from '../roll-ups/varint.ts';
import { addToFortnights } from './add-to-fortnights.ts';
import { countQuarters, type DayVisitor, hasNewHours, recallHours } from './day-visitor.ts';
import type { NumberedTally } from './numbered-tally.ts';
import { bySpan } from './span-key.ts';
import { storedVisit } from './stored-visit.ts';
import type { StoredVisit, VisitorHours, VisitorKey, VisitTransaction } from './visit-writer.ts';

type SubjectVisitor = { readonly subject: number; readonly known: DayVisitor };

/** Rows of one statement. */
const VISITS_AT_ONCE = 5_000;

/** Adds tallies to the roll-ups, and their visits to the single ones. */
export async function addTallies(transaction: VisitTransaction, tallies: readonly NumberedTally[]): Promise<void> {
  const quarters = await addVisitors(transaction, tallies);
  await addToQuarters(transaction, tallies);
  await addToDays(transaction, tallies, quarters);
  await addToFortnights(transaction, tallies);
  let rows: StoredVisit[] = [];
  for (const { subject, clicksBefore, tally } of tallies) {
    for (const [index, visit] of tally.visits.entries()) {
      rows.push(storedVisit(subject, clicksBefore + index + 1, visit));
      if (rows.length < VISITS_AT_ONCE) continue;
      await transaction.addVisits(rows);
      rows = [];
    }
  }
  if (rows.length > 0) await transaction.addVisits(rows);
}

// Rows are read and written in the order of their keys: SQLite then turns to each page once.

/** Adds the visitors of the tallies to those that are known, and counts the clicks of each quarter hour, by subject and day. */
async function addVisitors(
  transaction: VisitTransaction,
  tallies: readonly NumberedTally[],
): Promise<Map<number, Map<number, QuarterCounts[]>>> {
  const visitors = tallies.flatMap(({ subject, tally }) =>
    Array.from(new Set(tally.visitors), (known): SubjectVisitor => ({ subject, known })),
  );
  visitors.sort(byVisitor);
  const stored = await transaction.meetVisitors(visitors.map(rowOf));
  for (const [index, { known }] of visitors.entries()) recallHours(known, stored[index]);
  const quarters = new Map(tallies.map(({ subject, tally }) => [subject, countQuarters(tally.visits, tally.visitors)]));
  const changed = visitors.filter(({ known }) => hasNewHours(known));
  if (changed.length > 0) await transaction.saveVisitorHours(changed.map(rowOf));
  return quarters;
}

const rowOf = ({ subject, known }: SubjectVisitor): VisitorKey & VisitorHours => ({
  day: known.day,
  subject,
  visitor: known.visitor,
  hours: known.hours,
  peopleHours: known.peopleHours,
});

function byVisitor(one: SubjectVisitor, other: SubjectVisitor): number {
  return one.known.day - other.known.day || one.subject - other.subject || one.known.visitor - other.known.visitor;
}

async function addToQuarters(transaction: VisitTransaction, tallies: readonly NumberedTally[]): Promise<void> {
  const added = tallies
    .flatMap(({ subject, tally }) => tally.quarters.map((quarter) => ({ ...quarter, subject })))
    .sort(bySpan);
  const stored = await transaction.quarters(added);
  await transaction.saveQuarters(
    added.map(({ start, subject, counts }, index) => ({
      start,
      subject,
      counts: addCounts(stored[index]?.counts ?? NOTHING, counts),
    })),
  );
}

/** `quarters` as `addVisitors` returns them. */
async function addToDays(
  transaction: VisitTransaction,
  tallies: readonly NumberedTally[],
  quarters: ReadonlyMap<number, ReadonlyMap<number, readonly QuarterCounts[]>>,
): Promise<void> {
  const added = tallies.flatMap(({ subject, tally }) => tally.days.map((day) => ({ ...day, subject }))).sort(bySpan);
  const stored = await transaction.days(added);
  await transaction.saveDays(
    added.map(({ start, subject, counts }, index) => ({
      start,
      subject,
      quarters: addQuarters(stored[index]?.quarters ?? NOTHING, quarters.get(subject)?.get(start) ?? []),
      counts: addCounts(stored[index]?.counts ?? NOTHING, counts),
    })),
  );
}
