import { dayOf } from '../utc-time.ts';
import { batchesOf } from './add-chunks.ts';
import { addTallies } from './add-tallies.ts';
import { numberTraits } from './number-traits.ts';
import type { NumberedTally } from './numbered-tally.ts';
import type { SubjectVisits } from './subject-visits.ts';
import { tallySubject } from './tally-subject.ts';
import type { Span, VisitBatch } from './visit-batch.ts';
import type { RecordVisits } from './visit-events.ts';
import type { NumberedSubject, VisitTransaction, VisitWriter } from './visit-writer.ts';

/** Somebody else has written this part of the journal meanwhile; it must be read again from where they ended. */
class AlreadyDrained extends Error {
  constructor() {
    super('the journal was drained by somebody else');
    this.name = 'AlreadyDrained';
  }
}

/** So many visits, or all of one subject, are worked on at once: few, as what lives long is copied by V8 time and again. */
const VISITS_AT_ONCE = 1_000;

/** A subject with its visits, and as the database knows it then. */
type KnownSubject = { readonly known: NumberedSubject; readonly visits: SubjectVisits };

/**
 * Writes a batch and how far it goes, in one transaction: each visit is counted once, whatever fails and whenever. Throws
 * `AlreadyDrained` when the batch does not begin where the last one has ended.
 */
export async function writeBatch(
  writer: VisitWriter,
  batch: VisitBatch,
  { recordVisits, onStep }: { recordVisits: RecordVisits; onStep: () => void },
): Promise<void> {
  await numberTraits(writer, batch.unnumberedTraits);
  await writer.transaction(async (transaction) => {
    await advance(transaction, batch.spans);
    const subjects = await addClicks(transaction, batch.bySubject());
    // In the order of their numbers, as the rows lie; a few at a time, so that little is in memory at once.
    subjects.sort((one, other) => one.known.number - other.known.number);
    const visitsMax = subjects.reduce((most, { visits }) => Math.max(most, visits.count), 0);
    const firstBatch = await transaction.takeBatches(batchesOf(visitsMax));
    for (const some of inParts(subjects)) {
      await addTallies(transaction, some.map(tallyOf), firstBatch);
      onStep();
    }
    // Last: from here on changes of their workspaces wait for the commit.
    await recordVisits(
      transaction,
      subjects.map(({ visits }) => visits),
    );
  });
}

const tallyOf = ({ known, visits }: KnownSubject): NumberedTally => ({
  subject: known.number,
  clicksBefore: known.clicks - visits.count,
  firstDay: dayOf(known.firstAtMs),
  lastDay: dayOf(known.lastAtMs),
  openDay: known.openDay,
  tally: tallySubject(visits),
});

async function advance(transaction: VisitTransaction, spans: readonly Span[]): Promise<void> {
  const drained = await transaction.drainedBytes(spans.map((span) => span.segment));
  // An outcome that was never heard of (a connection lost at the commit) shows here, too.
  if (spans.some((span, index) => span.fromBytes !== (drained[index] ?? 0))) throw new AlreadyDrained();
  await transaction.saveProgress(spans.map(({ segment, toBytes }) => ({ ...segment, drainedBytes: toBytes })));
}

/** Adds to the totals. Subjects that were forgotten fall out here: nothing of them is stored. */
async function addClicks(transaction: VisitTransaction, added: readonly SubjectVisits[]): Promise<KnownSubject[]> {
  const subjects = await transaction.addClicks(
    added.map((visits) => ({
      subjectId: visits.subjectId,
      clicks: visits.count,
      firstAtMs: visits.atMs(0),
      lastAtMs: visits.atMs(visits.count - 1),
    })),
  );
  return added.flatMap((visits, index): KnownSubject[] => {
    const known = subjects[index];
    return known === undefined ? [] : [{ known, visits }];
  });
}

function* inParts(subjects: readonly KnownSubject[]): Generator<KnownSubject[]> {
  let part: KnownSubject[] = [];
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
