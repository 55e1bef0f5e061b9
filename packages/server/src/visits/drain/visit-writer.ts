import type { EventRow } from '../../platform/events/events.table.ts';
import type { SegmentName } from '../journal/segment-name.ts';
import type { Progress, SegmentProgress } from './progress.ts';
import type { SpanKey } from './span-key.ts';
import type { VisitEventKind } from './visit-events.ts';

/** What a batch holds of a subject. */
export type SubjectClicks = {
  readonly subject: number;
  readonly clicks: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
};

/** What is known of a subject, the clicks that were just added included. `openDay`: as it was before; see `VisitSubjectTable`. */
export type SubjectTotals = {
  readonly clicks: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  readonly openDay: number | null;
};

export type VisitorKey = { readonly day: number; readonly subject: number; readonly visitor: number };
/** A bit for each UTC hour; see `VisitVisitorTable`. */
export type VisitorHours = { readonly hours: number; readonly peopleHours: number };

export type SpanRollUp = { readonly counts: Uint8Array };
/** `lastBatch`: see `VisitQuarterTable`. */
export type QuarterRollUp = SpanRollUp & { readonly lastBatch: number | null };
export type DayRollUp = SpanRollUp & { readonly quarters: Uint8Array };
/** The roll-ups of one table, which are replaced as they were read and added to. */
export interface SpanRows<T> {
  read(keys: readonly SpanKey[]): Promise<(T | undefined)[]>;
  save(rows: readonly (SpanKey & T)[]): Promise<void>;
}

export type OpenDay = { readonly subject: number; readonly openDay: number };

/** A row of `visit_chunks`; see `VisitChunkTable`. */
export type VisitChunk = {
  readonly quarter: number;
  readonly batch: number;
  readonly subject: number;
  readonly previous: number | null;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  readonly visits: Uint8Array;
};

export type SubjectOwner = { readonly workspaceId: string; readonly livemode: boolean };

/**
 * Statements of one transaction. Reads answer in the order of what was asked, `undefined` for what is not there. Keys of one call are
 * all different.
 */
export interface VisitTransaction {
  /** Whether it should end soon: others wait for it, or may do so. */
  hasTakenLong(): boolean;
  progress(segments: readonly SegmentName[]): Promise<(Progress | undefined)[]>;
  saveProgress(progress: readonly SegmentProgress[]): Promise<void>;
  /** Adds clicks to the totals and tells what is known of each subject then; `undefined` for a forgotten one. */
  addClicks(subjects: readonly SubjectClicks[]): Promise<(SubjectTotals | undefined)[]>;
  /** Stores visitors that are new, and tells what is known of the others, whom it leaves as they are. */
  meetVisitors(visitors: readonly (VisitorKey & VisitorHours)[]): Promise<(VisitorHours | undefined)[]>;
  saveVisitorHours(visitors: readonly (VisitorKey & VisitorHours)[]): Promise<void>;
  readonly days: SpanRows<DayRollUp>;
  readonly quarters: SpanRows<QuarterRollUp>;
  readonly fortnights: SpanRows<SpanRollUp>;
  saveOpenDays(openDays: readonly OpenDay[]): Promise<void>;
  /** Takes the next `count` numbers of batches; the first of them. */
  takeBatches(count: number): Promise<number>;
  addChunks(chunks: readonly VisitChunk[]): Promise<void>;
  /** The types of events of visits that anybody waits for. */
  listenedTypes(): Promise<readonly string[]>;
  /** Whose each subject is; `undefined` for one that is of another kind, or where nobody waits for such events. */
  listeningOwners(kind: VisitEventKind, subjectIds: readonly string[]): Promise<(SubjectOwner | undefined)[]>;
  /** Takes the next numbers of the events of a workspace, and holds them to the end of the transaction. The last of them. */
  takeSequence(workspaceId: string, events: number): Promise<number>;
  addEvents(events: readonly EventRow[]): Promise<void>;
}

/** The drain's own connection to the database. */
export interface VisitWriter {
  progress(segments: readonly SegmentName[]): Promise<(Progress | undefined)[]>;
  /** The numbers of subjects in `visit_subjects`, which are given out when they are new. */
  numberSubjects(subjectIds: readonly string[]): Promise<number[]>;
  /** The numbers of values in `visit_values`, which are given out when they are new. */
  numberValues(values: readonly string[]): Promise<number[]>;
  /** All of `work` or nothing of it. No two transactions of drains, on any node, run at once. */
  transaction<T>(work: (transaction: VisitTransaction) => Promise<T>): Promise<T>;
  /** Resolves once everything committed so far survives a power cut. */
  flush(): Promise<void>;
  /** Forgets the progress of a segment whose file is gone, and of those of its writer before it. */
  forgetSegment(segment: SegmentName): Promise<void>;
  close(): Promise<void>;
}
