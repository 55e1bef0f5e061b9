import { addToDays, addToQuarters, addVisitors, type NumberedTally } from './add-roll-ups.ts';
import { numberTraits } from './number-traits.ts';
import { storedVisits } from './stored-visits.ts';
import { type SubjectTally, tallySubject } from './tally-subject.ts';
import type { Span, VisitBatch } from './visit-batch.ts';
import type { VisitTransaction, VisitWriter } from './visit-writer.ts';

/** Somebody else has written this part of the journal meanwhile; it must be read again from where they ended. */
export class AlreadyDrained extends Error {
  constructor() {
    super('the journal was drained by somebody else');
    this.name = 'AlreadyDrained';
  }
}

/** A tally with the total of its subject's clicks before it. */
type CountedTally = NumberedTally & { readonly clicksBefore: number };

/**
 * Writes a batch and how far it goes, in one transaction: each visit is counted once, whatever fails and whenever. Throws
 * `AlreadyDrained` when the batch does not begin where the last one has ended.
 */
export async function writeBatch(writer: VisitWriter, batch: VisitBatch): Promise<void> {
  await numberTraits(writer, batch.unnumberedTraits);
  const tallies = Array.from(batch.bySubject, ([subjectId, visits]) => tallySubject(subjectId, visits));
  await writer.transaction(async (transaction) => {
    await advance(transaction, batch.spans);
    const counted = await addClicks(transaction, tallies);
    const quarters = await addVisitors(transaction, counted);
    await addToQuarters(transaction, counted);
    await addToDays(transaction, counted, quarters);
    await transaction.addVisits(
      counted.flatMap(({ subject, clicksBefore, tally }) => storedVisits(subject, clicksBefore, tally.visits)),
    );
  });
}

async function advance(transaction: VisitTransaction, spans: readonly Span[]): Promise<void> {
  const drained = await transaction.drainedBytes(spans.map((span) => span.segment));
  // An outcome that was never heard of (a connection lost at the commit) shows here, too.
  if (spans.some((span, index) => span.fromBytes !== (drained[index] ?? 0))) throw new AlreadyDrained();
  await transaction.saveProgress(spans.map(({ segment, toBytes }) => ({ ...segment, drainedBytes: toBytes })));
}

/** Adds to the totals. Subjects that were forgotten fall out here: nothing of them is stored. */
async function addClicks(transaction: VisitTransaction, tallies: readonly SubjectTally[]): Promise<CountedTally[]> {
  const numbered = await transaction.addClicks(
    tallies.map(({ subjectId, visits }) => ({
      subjectId,
      clicks: visits.length,
      firstAtMs: visits[0]?.atMs ?? 0,
      lastAtMs: visits.at(-1)?.atMs ?? 0,
    })),
  );
  const counted: CountedTally[] = [];
  for (const [index, tally] of tallies.entries()) {
    const known = numbered[index];
    if (known === undefined) continue;
    counted.push({ subject: known.number, clicksBefore: known.clicks - tally.visits.length, tally });
  }
  return counted.sort((one, other) => one.subject - other.subject);
}
