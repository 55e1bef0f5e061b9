import { numberTraits } from './number-traits.ts';
import { isSameProgress, NO_PROGRESS, type Progress } from './progress.ts';
import type { Span, VisitBatch } from './visit-batch.ts';
import type { RecordVisits } from './visit-events.ts';
import type { VisitTransaction, VisitWriter } from './visit-writer.ts';
import { type NumberedVisits, writeSubjects } from './write-subjects.ts';

/** Somebody else has written this part of the journal meanwhile; it must be read again from where they ended. */
class AlreadyDrained extends Error {
  constructor() {
    super('the journal was drained by somebody else');
    this.name = 'AlreadyDrained';
  }
}

type Options = {
  readonly recordVisits: RecordVisits;
  /** Something was done. */
  readonly onStep: () => void;
  /** A transaction with so many visits was committed. */
  readonly onWritten: (visits: number, tookMs: number) => Promise<void>;
  /** Asked after each transaction; what is left is then written as the rest of a batch that was begun. */
  readonly isStopping: () => boolean;
};

/** What is written of a batch in all, and where its segments are then; the visits are those of the last transaction. */
type Written = { readonly subjects: number; readonly visits: number; readonly progress: readonly Progress[] };

/**
 * Writes a batch, or the rest of one that was begun: subject after subject in the order of their numbers, as the rows lie. A
 * transaction ends when others have waited for it long enough, and records how far it went: each visit is counted once, whatever fails
 * and whenever. Throws `AlreadyDrained` when the segments are not where the batch begins.
 */
export async function writeBatch(writer: VisitWriter, batch: VisitBatch, options: Options): Promise<void> {
  const { spans } = batch;
  await numberTraits(writer, batch.unnumberedTraits);
  const subjects = await leftSubjects(writer, batch);
  let written: Written = { subjects: 0, visits: 0, progress: spans.map(({ from }) => from) };
  do {
    let startedMs = performance.now();
    written = await writer.transaction((transaction) => {
      startedMs = performance.now(); // it may have waited for its turn
      return writeSome(transaction, spans, subjects, written, options);
    });
    await options.onWritten(written.visits, performance.now() - startedMs);
  } while (written.subjects < subjects.length && !options.isStopping());
}

/** The subjects that are not written yet, in the order of their numbers. */
async function leftSubjects(writer: VisitWriter, batch: VisitBatch): Promise<NumberedVisits[]> {
  const all = batch.bySubject();
  const numbers = await writer.numberSubjects(all.map(({ subjectId }) => subjectId));
  const lastWritten = Math.max(0, ...batch.spans.map(({ from }) => from.begun?.lastSubject ?? 0));
  return all
    .map((visits, index): NumberedVisits => ({ subject: numbers[index] ?? 0, visits }))
    .filter(({ subject }) => subject > lastWritten)
    .sort((one, other) => one.subject - other.subject);
}

async function writeSome(
  transaction: VisitTransaction,
  spans: readonly Span[],
  subjects: readonly NumberedVisits[],
  before: Written,
  { onStep, recordVisits }: Options,
): Promise<Written> {
  const segments = spans.map(({ segment }) => segment);
  const progress = await transaction.progress(segments);
  // An outcome that was never heard of (a connection lost at the commit) shows here, too.
  const isExpected = before.progress.every((one, index) => isSameProgress(one, progress[index] ?? NO_PROGRESS));
  if (!isExpected) throw new AlreadyDrained();
  const { subjects: some, stored } = await writeSubjects(transaction, subjects.slice(before.subjects), onStep);
  const written = before.subjects + some;
  const lastSubject = written < subjects.length ? subjects[written - 1]?.subject : undefined;
  const after = spans.map((span) => ({ ...span.segment, ...progressOf(span, lastSubject) }));
  await transaction.saveProgress(after);
  // Last: from here on changes of their workspaces wait for the commit.
  await recordVisits(transaction, stored);
  return { subjects: written, visits: stored.reduce((sum, { count }) => sum + count, 0), progress: after };
}

/** `lastSubject`: up to which number of subjects the batch is written; `undefined` for all of it. */
function progressOf({ from, toBytes }: Span, lastSubject: number | undefined): Progress {
  if (lastSubject === undefined) return { drainedBytes: toBytes, begun: undefined };
  return { drainedBytes: from.drainedBytes, begun: { toBytes, lastSubject } };
}
