import type { Generated } from 'kysely';

declare module '../platform/db/tables.ts' {
  interface Database {
    visit_subjects: VisitSubjectTable;
    visit_chunks: VisitChunkTable;
    visit_batches: VisitBatchTable;
    visit_days: VisitDayTable;
    visit_quarters: VisitQuarterTable;
    visit_fortnights: VisitFortnightTable;
    visit_values: VisitValueTable;
    visit_visitors: VisitVisitorTable;
    journal_segments: JournalSegmentTable;
  }
}

/**
 * What can be visited, under the short number that the other tables know it by. `clicks` is never lowered, but by forgetting.
 * `first_at` … `last_at`: where roll-ups can lie; null when there are none. `open_day`: the last day with visits; those before it are in `visit_fortnights`, too; null where none has been
 * added to them yet, as by a version that had none. `forgotten_at`: visits of it are not stored any more.
 */
export type VisitSubjectTable = {
  number: Generated<number>;
  subject_id: string;
  clicks: number;
  first_at: number | null;
  last_at: number | null;
  open_day: number | null;
  forgotten_at: number | null;
};

/**
 * Single visits: those of one subject and quarter hour since 1970 in UTC that one batch of the drain has brought, packed (see
 * `visit-chunk.ts`). `batch` rises with each batch, so that what is written at once lies together. `previous`: the batch of the chunk
 * before it, of the same subject and quarter hour; null for the first. `first_at` and `last_at`: when the first and the last of its visits were.
 */
export type VisitChunkTable = {
  quarter: number;
  batch: number;
  subject: number;
  previous: number | null;
  first_at: number;
  last_at: number;
  visits: Uint8Array;
};

/** The last number that a batch was given, in the only row, 1. */
export type VisitBatchTable = { id: number; last_number: number };

/** `day`: days since 1970 in UTC. `quarters`: see `quarter-counts.ts`. `counts`: see `value-counts.ts`. */
export type VisitDayTable = { day: number; subject: number; quarters: Uint8Array; counts: Uint8Array };

/**
 * `quarter`: quarter hours since 1970 in UTC. `counts` as in `visit_days`. `last_batch`: of the last chunk that was added; its single
 * visits are found from there on, by `previous`, as long as they are kept.
 */
export type VisitQuarterTable = { quarter: number; subject: number; counts: Uint8Array; last_batch: number | null };

/**
 * `fortnight`: see `fortnightOf`. `counts`: those of its days in `visit_days` added up, as far as they are before the `open_day` of the
 * subject.
 */
export type VisitFortnightTable = { fortnight: number; subject: number; counts: Uint8Array };

/** The texts behind the numbers in `counts`: `country:DE`, `referrer:news.example`. */
export type VisitValueTable = { number: Generated<number>; value: string };

/**
 * Who came on which day, for telling new visitors from known ones; two days are kept. `visitor`: 48 bits of a hash. `hours`: a bit
 * for each UTC hour; `people_hours`: the same without what bots did.
 */
export type VisitVisitorTable = { day: number; subject: number; visitor: number; hours: number; people_hours: number };

/**
 * How many bytes of a journal segment are in the tables above. `batch_bytes` and `batch_subject`: where a batch of the drain ends that
 * is written in part, and up to which number of subjects it is; null between batches.
 */
export type JournalSegmentTable = {
  writer: string;
  number: number;
  drained_bytes: number;
  batch_bytes: number | null;
  batch_subject: number | null;
};
