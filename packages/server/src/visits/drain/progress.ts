import type { SegmentName } from '../journal/segment-name.ts';

/**
 * A batch that is written in part. `toBytes`: where it ends in a segment. `lastSubject`: it is written for the subjects up to this
 * number.
 */
export type BegunBatch = { readonly toBytes: number; readonly lastSubject: number };

/** How far a segment has been drained: whole batches up to `drainedBytes`, and what is `begun` behind them. */
export type Progress = { readonly drainedBytes: number; readonly begun: BegunBatch | undefined };

export type SegmentProgress = SegmentName & Progress;

export const NO_PROGRESS: Progress = { drainedBytes: 0, begun: undefined };

/** The columns of `journal_segments` in the order of the table. */
export function progressIn([drainedBytes, toBytes, lastSubject]: readonly (number | null)[]): Progress {
  const begun = typeof toBytes === 'number' && typeof lastSubject === 'number' ? { toBytes, lastSubject } : undefined;
  return { drainedBytes: drainedBytes ?? 0, begun };
}

export const isSameProgress = (one: Progress, other: Progress): boolean =>
  one.drainedBytes === other.drainedBytes &&
  one.begun?.toBytes === other.begun?.toBytes &&
  one.begun?.lastSubject === other.begun?.lastSubject;
