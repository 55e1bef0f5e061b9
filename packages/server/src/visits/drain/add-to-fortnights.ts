import { addCounts, VALUES_MAX, type ValueCounts } from '../roll-ups/value-counts.ts';
import { DAYS_PER_FORTNIGHT, fortnightOf, numbersBetween } from '../utc-time.ts';
import { NOTHING } from '../varint.ts';
import type { NumberedTally } from './numbered-tally.ts';
import { bySpan, type SpanKey } from './span-key.ts';
import type { VisitTransaction } from './visit-writer.ts';

type DayCounts = SpanKey & { readonly counts: ValueCounts };
type FortnightSum = SpanKey & { readonly days: ValueCounts[] };

/** As many as its days can hold: a fortnight says what they say, whichever of them is read. */
const FORTNIGHT_VALUES_MAX = DAYS_PER_FORTNIGHT * VALUES_MAX;

/** A row may take tens of kilobytes. */
const DAYS_AT_ONCE = 500;

/**
 * Adds days to their fortnights once they are over for their subject: when it has visits of a later day. Until then their fortnight
 * lacks them, and a batch of today's visits writes none. To be called when the days of the tallies are written.
 */
export async function addToFortnights(transaction: VisitTransaction, tallies: readonly NumberedTally[]): Promise<void> {
  await addDays(transaction, tallies.flatMap(lateDays));
  const over = tallies.flatMap(daysOver).sort(bySpan);
  for (let index = 0; index < over.length; index += DAYS_AT_ONCE) {
    const keys = over.slice(index, index + DAYS_AT_ONCE);
    const stored = await transaction.days.read(keys);
    const days = keys.flatMap((key, at): DayCounts[] => {
      const row = stored[at];
      return row === undefined ? [] : [{ ...key, counts: row.counts }];
    });
    await addDays(transaction, days);
  }
  const opened = tallies.filter(({ openDay, lastDay }) => openDay !== lastDay);
  if (opened.length === 0) return;
  await transaction.saveOpenDays(opened.map(({ subject, lastDay }) => ({ subject, openDay: lastDay })));
}

/** What the tally adds to days whose fortnight already has them. */
function lateDays({ subject, openDay, tally }: NumberedTally): DayCounts[] {
  if (openDay === null) return [];
  return tally.days.filter(({ start }) => start < openDay).map((day) => ({ ...day, subject }));
}

/** The days whose fortnight lacks them and shall have them now. */
function daysOver({ subject, firstDay, lastDay, openDay, tally }: NumberedTally): SpanKey[] {
  const open =
    openDay === null
      ? numbersBetween(firstDay, lastDay)
      : new Set([openDay, ...tally.days.map(({ start }) => start).filter((day) => day > openDay)]);
  return Array.from(open, (start) => ({ start, subject })).filter(({ start }) => start < lastDay);
}

async function addDays(transaction: VisitTransaction, days: readonly DayCounts[]): Promise<void> {
  if (days.length === 0) return;
  const sums = new Map<string, FortnightSum>();
  for (const { start, subject, counts } of days) {
    const fortnight = fortnightOf(start);
    const key = `${fortnight} ${subject}`;
    const sum = sums.get(key) ?? { start: fortnight, subject, days: [] };
    sums.set(key, sum);
    sum.days.push(counts);
  }
  const added = Array.from(sums.values());
  const stored = await transaction.fortnights.read(added);
  await transaction.fortnights.save(
    added.map(({ start, subject, days }, index) => ({
      start,
      subject,
      counts: days.reduce(
        (counts, day) => addCounts(counts, day, FORTNIGHT_VALUES_MAX),
        stored[index]?.counts ?? NOTHING,
      ),
    })),
  );
}
