import { mkdirSync } from 'node:fs';
import type { Log } from '../../platform/log.ts';
import type { Visit } from '../visit.ts';
import { encodeVisit, FRAME_HEADER_BYTES, RECORD_BYTES_MAX, sealFrame } from './format.ts';
import { createWriterId } from './segment-name.ts';
import { SegmentWriter } from './segment-writer.ts';

const BUFFER_BYTES = 1024 * 1024;
const SYNC_EVERY_MS = 1_000;
const COMPLAIN_EVERY_MS = 60_000;
const SEGMENT_AGE_MS_MAX = 10 * 60_000;

/**
 * `interval`: answered clicks survive the end of the process; a power cut takes at most the last second.
 * `always`: answers wait for the disk as well, a group of them for one flush.
 */
export type JournalSync = 'interval' | 'always';

export type JournalStats = { readonly written: number; readonly dropped: number; readonly failing: boolean };

export type Journal = {
  /** Tells this process's segments from those of processes that are gone. */
  readonly writer: string;
  readonly directory: string;
  /**
   * Adds a visit to the batch of this turn of the event loop. `answer` runs once the batch is written; when it cannot be
   * written (a full disk), it runs all the same: counting may stop, redirecting may not.
   */
  append(visit: Visit, answer: () => void): void;
  stats(): JournalStats;
  /** Writes and flushes what is left. */
  close(): Promise<void>;
};

type Options = { readonly directory: string; readonly sync: JournalSync; readonly log: Log };

/** Opens the journal of this process. The design, and what was measured against it: docs/decisions/0003-click-journal.md. */
export function openJournal({ directory, sync, log }: Options): Journal {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const writer = createWriterId();
  const segments = new SegmentWriter(directory, writer);
  const buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  let end = FRAME_HEADER_BYTES;
  let answers: (() => void)[] = [];
  let scheduled = false;
  let unsynced = false;
  let syncing: Promise<void> | undefined;
  let waitingForSync: (() => void)[] = [];
  let written = 0;
  let dropped = 0;
  let failing = false;
  let complainedAtMs = Number.NEGATIVE_INFINITY;

  const complain = (error: unknown, lost: number): void => {
    failing = true;
    dropped += lost;
    const nowMs = performance.now();
    if (nowMs - complainedAtMs < COMPLAIN_EVERY_MS) return;
    complainedAtMs = nowMs;
    log.error({ err: error, dropped }, 'clicks are NOT being counted: the journal cannot be written');
  };

  const syncNow = (): void => {
    if (syncing !== undefined || !unsynced) return;
    unsynced = false;
    const waiting = waitingForSync;
    waitingForSync = [];
    syncing = new Promise((resolve) => {
      segments.sync((error) => {
        syncing = undefined;
        if (error !== null) complain(error, 0);
        for (const answer of waiting) answer();
        if (waitingForSync.length > 0) syncNow();
        resolve();
      });
    });
  };

  const writeBatch = (): void => {
    if (end === FRAME_HEADER_BYTES) return;
    sealFrame(buffer, end);
    try {
      segments.append(buffer.subarray(0, end));
      written += answers.length;
      unsynced = true;
      failing = false;
    } catch (error) {
      complain(error, answers.length);
    }
    end = FRAME_HEADER_BYTES;
    const batch = answers;
    answers = [];
    if (sync === 'always' && unsynced) {
      waitingForSync.push(...batch);
      syncNow();
    } else {
      for (const answer of batch) answer();
    }
  };

  const endTurn = (): void => {
    scheduled = false;
    writeBatch();
  };

  const everySecond = (): void => {
    syncNow();
    try {
      segments.endIfOlder(SEGMENT_AGE_MS_MAX);
    } catch (error) {
      complain(error, 0);
    }
  };

  const timer = setInterval(everySecond, SYNC_EVERY_MS).unref();

  return {
    writer,
    directory,
    append(visit, answer) {
      if (end + RECORD_BYTES_MAX > BUFFER_BYTES) writeBatch();
      end = encodeVisit(buffer, end, visit);
      answers.push(answer);
      if (scheduled) return;
      scheduled = true;
      setImmediate(endTurn);
    },
    stats: () => ({ written, dropped, failing }),
    async close() {
      clearInterval(timer);
      writeBatch();
      syncNow();
      while (syncing !== undefined) await syncing;
      segments.close();
    },
  };
}
