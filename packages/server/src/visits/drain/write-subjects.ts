import { dayOf } from '../utc-time.ts';
import { batchesOf } from './add-chunks.ts';
import { addTallies } from './add-tallies.ts';
import type { NumberedTally } from './numbered-tally.ts';
import type { SubjectVisits } from './subject-visits.ts';
import { tallySubject } from './tally-subject.ts';
import type { VisitTransaction } from './visit-writer.ts';

/** The visits of a subject, under the number that the database has for it. */
export type NumberedVisits = { readonly subject: number; readonly visits: SubjectVisits };

/** So many visits, or all of one subject, are worked on at once: few, as what lives long is copied by V8 time and again. */
const VISITS_AT_ONCE = 1_000;

/** How many subjects were gone through, and the visits of those that are not forgotten. */
type Written = { readonly subjects: number; readonly stored: readonly SubjectVisits[] };

/** Writes the visits of `subjects`, from the first on and until the transaction has taken long. */
export async function writeSubjects(
  transaction: VisitTransaction,
  subjects: readonly NumberedVisits[],
  onStep: () => void,
): Promise<Written> {
  const stored: SubjectVisits[] = [];
  let written = 0;
  const visitsMax = subjects.reduce((most, { visits }) => Math.max(most, visits.count), 0);
  const firstBatch = await transaction.takeBatches(batchesOf(visitsMax));
  for (const some of inParts(subjects)) {
    const tallies = await addClicks(transaction, some);
    await addTallies(transaction, tallies, firstBatch);
    for (const { tally } of tallies) stored.push(tally.visits);
    written += some.length;
    onStep();
    if (transaction.hasTakenLong()) break;
  }
  return { subjects: written, stored };
}

/** Adds to the totals. Subjects that were forgotten fall out here: nothing of them is stored. */
async function addClicks(transaction: VisitTransaction, subjects: readonly NumberedVisits[]): Promise<NumberedTally[]> {
  const known = await transaction.addClicks(
    subjects.map(({ subject, visits }) => ({
      subject,
      clicks: visits.count,
      firstAtMs: visits.atMs(0),
      lastAtMs: visits.atMs(visits.count - 1),
    })),
  );
  return subjects.flatMap(({ subject, visits }, index): NumberedTally[] => {
    const totals = known[index];
    if (totals === undefined) return [];
    return [
      {
        subject,
        clicksBefore: totals.clicks - visits.count,
        firstDay: dayOf(totals.firstAtMs),
        lastDay: dayOf(totals.lastAtMs),
        openDay: totals.openDay,
        tally: tallySubject(visits),
      },
    ];
  });
}

function* inParts(subjects: readonly NumberedVisits[]): Generator<NumberedVisits[]> {
  let part: NumberedVisits[] = [];
  let visits = 0;
  for (const subject of subjects) {
    part.push(subject);
    visits += subject.visits.count;
    if (visits < VISITS_AT_ONCE) continue;
    yield part;
    part = [];
    visits = 0;
  }
  if (part.length > 0) yield part;
}
