import type { Clock } from '../platform/clock.ts';
import { type SealingKeys, sealingKeysOf } from '../platform/crypto/seal.ts';
import type { OpenDatabase } from '../platform/db/open-database.ts';
import type { Log } from '../platform/log.ts';
import { type DrainStats, startDrain } from './drain/start-drain.ts';
import type { VisitEventKind } from './drain/visit-events.ts';
import type { Journal } from './journal/journal.ts';
import { analyseVisits } from './read/analyse-visits.ts';
import type { Analysis } from './read/analysis.ts';
import type { AnalyticsQuestion } from './read/analytics-question.ts';
import { countVisits } from './read/count-visits.ts';
import { listVisits, type PageRequest, type VisitPage } from './read/list-visits.ts';
import { markVisitsForgotten } from './retention/forget-visits.ts';
import { pruneVisitors } from './retention/prune-visitors.ts';
import { pruneVisits } from './retention/prune-visits.ts';
import { sweepForgotten } from './retention/sweep-forgotten.ts';
import { DAY_MS } from './utc-time.ts';

export type VisitsOptions = Pick<OpenDatabase, 'location' | 'db' | 'waitingWriters'> & {
  readonly journal: Pick<Journal, 'directory' | 'writer'>;
  /** Host names of this server, normalised: whoever comes from one of them was sent by nobody. */
  readonly ownHosts: readonly string[];
  readonly keyring: SealingKeys;
  /** What visits are told as, where somebody waits for them. */
  readonly eventKinds: readonly VisitEventKind[];
  /** How long single visits are kept; undefined is for ever. */
  readonly retentionDays: number | undefined;
  readonly clock: Clock;
  readonly log: Log;
};

/**
 * Everything that is known of visits. Reads include what this process has answered before; they throw `unavailable` when that
 * cannot be had within five seconds.
 */
export type Visits = {
  /** Resolves when all that is in the journal files now is in the database. */
  drainPending(): Promise<void>;
  /** The clicks of each subject. */
  count(subjectIds: readonly string[]): Promise<Map<string, number>>;
  /** Single visits as long as they are kept, newest first. Throws `invalid_request` for a cursor of another list. */
  list(subjectId: string, page: PageRequest): Promise<VisitPage>;
  /** Throws `invalid_request` for a question that has no answer. */
  analyse(subjectId: string, question: AnalyticsQuestion): Promise<Analysis>;
  /** Once it resolves nothing of the subject is counted, shown or added any more; its rows go in the background. */
  forget(subjectId: string): Promise<void>;
  /**
   * Deletes single visits that are too old, and what is left of forgotten subjects. For an hourly job. Ends early, without a
   * failure, when `signal` says so.
   */
  prune(signal: AbortSignal): Promise<void>;
  stats(): DrainStats;
  /** Throws while clicks cannot be written to the database. */
  check(): void;
  /** To be called after the journal was closed: drains it to the end, for some seconds at most. */
  close(): Promise<void>;
};

/** Opens visits over the journal of this process. The drain starts in the background. */
export function openVisits(options: VisitsOptions): Visits {
  const { db, location, waitingWriters, journal, ownHosts, eventKinds, retentionDays, clock, log } = options;
  const sealing = sealingKeysOf(options.keyring);
  const { directory: journalDirectory, writer: currentWriter } = journal;
  const drain = startDrain(
    { location, waitingWriters, journalDirectory, currentWriter, ownHosts, sealing, eventKinds },
    log,
  );
  const closing = new AbortController();
  let sweeping: Promise<void> = Promise.resolve();
  const keptSinceMs = () => (retentionDays === undefined ? undefined : clock.now() - retentionDays * DAY_MS);

  return {
    drainPending: drain.pending,
    async count(subjectIds) {
      await drain.pending();
      return countVisits(db, subjectIds);
    },
    async list(subjectId, page) {
      await drain.pending();
      return listVisits(db, subjectId, page, keptSinceMs());
    },
    async analyse(subjectId, question) {
      await drain.pending();
      return analyseVisits(db, subjectId, question);
    },
    async forget(subjectId) {
      await markVisitsForgotten(db, subjectId, clock.now());
      sweeping = sweeping
        .then(() => sweepForgotten(db, clock.now(), closing.signal))
        .catch((error) => {
          log.warn({ err: error }, 'what is left of a deleted subject will be removed later');
        });
    },
    async prune(signal) {
      await sweepForgotten(db, clock.now(), signal);
      await pruneVisitors(db, clock.now(), signal);
      const sinceMs = keptSinceMs();
      if (sinceMs !== undefined) await pruneVisits(db, sinceMs, signal);
    },
    stats: drain.stats,
    check() {
      if (drain.stats().failing) throw new Error('clicks cannot be written to the database');
    },
    async close() {
      closing.abort();
      await drain.close();
      await sweeping;
    },
  };
}
