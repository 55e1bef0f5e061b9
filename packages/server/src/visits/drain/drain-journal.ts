import { setImmediate } from 'node:timers/promises';
import type { Log } from '../../platform/log.ts';
import type { EnrichVisit } from '../enrich/enrich-visit.ts';
import { BatchSize } from './batch-size.ts';
import { NO_PROGRESS, type Progress } from './progress.ts';
import { retireSegment } from './retire-segment.ts';
import { type SegmentPart, SegmentReader } from './segment-reader.ts';
import { listSegments, type Segment } from './segments.ts';
import { VisitBatch } from './visit-batch.ts';
import type { RecordVisits } from './visit-events.ts';
import type { VisitWriter } from './visit-writer.ts';
import { writeBatch } from './write-batch.ts';

const BATCH_BYTES = 16 * 1024 * 1024;

type Options = {
  readonly directory: string;
  readonly currentWriter: string;
  readonly writer: VisitWriter;
  readonly enrich: EnrichVisit;
  readonly recordVisits: RecordVisits;
  readonly log: Log;
  /** Hears of what is left to do, and of the visits that were written just now. */
  readonly onProgress: (pendingBytes: number, writtenVisits: number) => void;
  /** A part of a batch is done. */
  readonly onStep: () => void;
  /** Asked after each transaction; what is left then stays in the journal. */
  readonly isStopping: () => boolean;
};

type Place = { readonly segment: Segment; progress: Progress };

/** Moves the visits of a journal directory into the database. */
export class JournalDrain {
  readonly #options: Options;
  readonly #batchSize = new BatchSize();
  readonly #batch = new VisitBatch();
  /** How far each file is, as far as is known here; the database has the last word. */
  #drained = new Map<string, number>();
  #pendingBytes = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Brings what the journal holds at this moment into the database, and removes segments that are done with. */
  async run(): Promise<void> {
    const { directory, currentWriter, writer, onProgress } = this.#options;
    const segments = listSegments(directory, currentWriter);
    const places = segments.map((segment): Place => {
      return { segment, progress: { ...NO_PROGRESS, drainedBytes: this.#drained.get(segment.path) ?? 0 } };
    });
    onProgress(pendingBytes(places), 0);
    if (pendingBytes(places) === 0 && !segments.some((segment) => segment.finished)) return;
    const progress = await writer.progress(segments.map((segment) => segment.name));
    for (const [index, place] of places.entries()) place.progress = progress[index] ?? NO_PROGRESS;
    this.#remember(places);
    await this.#drain(places);
  }

  async #drain(places: readonly Place[]): Promise<void> {
    const { isStopping, writer, log } = this.#options;
    for (const begun of begunBatches(places)) {
      this.#batch.clear();
      for (const place of begun) this.#readBegun(place);
      await this.#write(places);
      if (isStopping()) return;
    }
    await this.#drainNew(places);
    if (isStopping()) return;
    for (const { segment, progress } of places) {
      if (segment.finished) await retireSegment(writer, segment, progress.drainedBytes, log);
    }
  }

  async #drainNew(places: readonly Place[]): Promise<void> {
    const { isStopping, onStep } = this.#options;
    const batch = this.#batch;
    batch.clear(); // a failure may have left visits in it
    for (const place of places) {
      for (const part of partsOf(place.segment, place.progress, () => this.#batchSize.visitsMax - batch.visits)) {
        this.#add(place, part);
        onStep();
        if (batch.visits < this.#batchSize.visitsMax && batch.bytes < BATCH_BYTES) continue;
        await this.#write(places);
        batch.clear();
        if (isStopping()) return;
      }
    }
    if (batch.spans.length > 0) await this.#write(places);
  }

  /** What can be read of it: a power cut may have left less in the file than the database knows of. */
  #readBegun(place: Place): void {
    const { segment, progress } = place;
    const size = Math.min(segment.size, progress.begun?.toBytes ?? 0);
    this.#batch.cover(segment.name, progress, progress.drainedBytes);
    place.progress = { ...progress, begun: undefined };
    for (const part of partsOf({ ...segment, size }, progress, () => Number.POSITIVE_INFINITY)) {
      this.#add(place, part);
      this.#options.onStep();
    }
  }

  #add(place: Place, { visits, nextOffset }: SegmentPart): void {
    this.#batch.cover(place.segment.name, place.progress, nextOffset);
    for (const visit of visits) this.#batch.add(this.#options.enrich(visit));
    place.progress = { drainedBytes: nextOffset, begun: undefined };
  }

  async #write(places: readonly Place[]): Promise<void> {
    const { writer, onProgress } = this.#options;
    let longestMs = 0;
    const onWritten = async (visits: number, tookMs: number): Promise<void> => {
      longestMs = Math.max(longestMs, tookMs);
      onProgress(this.#pendingBytes, visits);
      await setImmediate(); // lets messages to this thread in
    };
    await writeBatch(writer, this.#batch, { ...this.#options, onWritten });
    this.#batchSize.took(this.#batch.visits, longestMs);
    this.#remember(places);
    onProgress(this.#pendingBytes, 0);
  }

  #remember(places: readonly Place[]): void {
    this.#drained = new Map(places.map(({ segment, progress }) => [segment.path, progress.drainedBytes]));
    this.#pendingBytes = pendingBytes(places);
  }
}

/** Places by the batch that was begun of them. Mostly there is none; journals of several servers may have been put together. */
function begunBatches(places: readonly Place[]): Place[][] {
  const byLastSubject = Map.groupBy(places, ({ progress }) => progress.begun?.lastSubject);
  byLastSubject.delete(undefined);
  return Array.from(byLastSubject.values());
}

/** What is left of a segment, in parts of about as many visits as `visitsMax` says at that moment. */
function* partsOf(segment: Segment, { drainedBytes }: Progress, visitsMax: () => number): Generator<SegmentPart> {
  const reader = new SegmentReader(segment.path, segment.size);
  try {
    for (let offset = drainedBytes; ; ) {
      const part = reader.read(offset, visitsMax());
      if (part.nextOffset > offset) yield part;
      if (part.following !== 'more') return;
      offset = part.nextOffset;
    }
  } finally {
    reader.close();
  }
}

function pendingBytes(places: readonly Place[]): number {
  return places.reduce((sum, { segment, progress }) => sum + Math.max(0, segment.size - progress.drainedBytes), 0);
}
