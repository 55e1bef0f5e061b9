import type { EnrichedVisit } from '../enrich/enrich-visit.ts';
import { dayOf } from '../utc-time.ts';
import { addTallies } from './add-tallies.ts';
import { numberTraits } from './number-traits.ts';
import type { NumberedTally } from './numbered-tally.ts';
import { tallySubject } from './tally-subject.ts';
import type { Span, VisitBatch } from './visit-batch.ts';
import type { RecordVisits } from './visit-events.ts';
import type { NumberedSubject, SubjectClicks, VisitTransaction, VisitWriter } from './visit-writer.ts';

/** Somebody else has written this part of the journal meanwhile; it must be read again from where they ended. */
class AlreadyDrained extends Error {
  constructor() {
    super('the journal was drained by somebody else');
    this.name = 'AlreadyDrained';
  }
}

/** So many visits, or all of one subject, are worked on at once. */
const VISITS_AT_ONCE = 5_000;

/** A subject with its visits, and as the database knows it then. */
type KnownSubject = {
  readonly subjectId: string;
  readonly known: NumberedSubject;
  readonly visits: readonly EnrichedVisit[];
};

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
    const subjects = await addClicks(transaction, batch.bySubject);
    // In the order of their numbers, as the rows lie; a few at a time, so that little is in memory at once.
    subjects.sort((one, other) => one.known.number - other.known.number);
    for (const some of inParts(subjects)) {
      await addTallies(transaction, some.map(tallyOf));
      onStep();
    }
    // Last: from here on changes of their workspaces wait for the commit.
    await recordVisits(transaction, subjects);
  });
}

const tallyOf = ({ known, visits }: KnownSubject): NumberedTally => ({
  subject: known.number,
  clicksBefore: known.clicks - visits.length,
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
async function addClicks(
  transaction: VisitTransaction,
  bySubject: ReadonlyMap<string, readonly EnrichedVisit[]>,
): Promise<KnownSubject[]> {
  const added = Array.from(bySubject, ([subjectId, visits]): SubjectClicks & { visits: readonly EnrichedVisit[] } => ({
    subjectId,
    visits,
    clicks: visits.length,
    firstAtMs: visits.reduce((first, { atMs }) => Math.min(first, atMs), Number.POSITIVE_INFINITY),
    lastAtMs: visits.reduce((last, { atMs }) => Math.max(last, atMs), Number.NEGATIVE_INFINITY),
  }));
  const subjects = await transaction.addClicks(added);
  return added.flatMap(({ subjectId, visits }, index): KnownSubject[] => {
    const known = subjects[index];
    return known === undefined ? [] : [{ subjectId, known, visits }];
  });
}

function* inParts(subjects: readonly KnownSubject[]): Generator<KnownSubject[]> {
  let part: KnownSubject[] = [];
  let visits = 0;
  for (const subject of subjects) {
    part.push(subject);
    visits += subject.visits.length;
    if (visits < VISITS_AT_ONCE) continue;
    yield part;
    part = [];
    visits = 0;
  }
  if (part.length > 0) yield part;
}
