import { addQuarters } from '../roll-ups/quarter-counts.ts';
import { addCounts } from '../roll-ups/value-counts.ts';
import { NOTHING } from '../varint.ts';
import { addChunks } from './add-chunks.ts';
import { addToFortnights } from './add-to-fortnights.ts';
import { addVisitors, type DayQuarters } from './add-visitors.ts';
import type { NumberedTally } from './numbered-tally.ts';
import { bySpan } from './span-key.ts';
import type { VisitTransaction } from './visit-writer.ts';

/** Adds tallies to the roll-ups, and their visits to the single ones, as the batches from `firstBatch` on. */
export async function addTallies(
  transaction: VisitTransaction,
  tallies: readonly NumberedTally[],
  firstBatch: number,
): Promise<void> {
  const quarters = await addVisitors(transaction, tallies);
  await addToQuarters(transaction, tallies, firstBatch);
  await addToDays(transaction, tallies, quarters);
  await addToFortnights(transaction, tallies);
}

// Rows are read and written in the order of their keys: SQLite then turns to each page once.

async function addToQuarters(
  transaction: VisitTransaction,
  tallies: readonly NumberedTally[],
  firstBatch: number,
): Promise<void> {
  const added = tallies
    .flatMap(({ subject, clicksBefore, tally }) =>
      tally.quarters.map((quarter) => ({ ...quarter, subject, clicksBefore, tally })),
    )
    .sort(bySpan);
  const stored = await transaction.quarters.read(added);
  const behind = added.map((quarter, index) => ({ ...quarter, previous: stored[index]?.lastBatch ?? null }));
  const lastBatches = await addChunks(transaction, behind, firstBatch);
  await transaction.quarters.save(
    added.map(({ start, subject, counts }, index) => ({
      start,
      subject,
      counts: addCounts(stored[index]?.counts ?? NOTHING, counts),
      lastBatch: lastBatches[index] ?? null,
    })),
  );
}

/** `quarters`: of the same days, in the same order. */
async function addToDays(
  transaction: VisitTransaction,
  tallies: readonly NumberedTally[],
  quarters: readonly DayQuarters[],
): Promise<void> {
  const added = tallies.flatMap(({ subject, tally }) => tally.days.map((day) => ({ ...day, subject }))).sort(bySpan);
  const stored = await transaction.days.read(added);
  await transaction.days.save(
    added.map(({ start, subject, counts }, index) => ({
      start,
      subject,
      quarters: addQuarters(stored[index]?.quarters ?? NOTHING, quarters[index]?.quarters ?? []),
      counts: addCounts(stored[index]?.counts ?? NOTHING, counts),
    })),
  );
}
