import { setImmediate } from 'node:timers/promises';
import type { Log } from '../../platform/log.ts';
import type { EnrichVisit } from '../enrich/enrich-visit.ts';
import { BatchSize } from './batch-size.ts';
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

type Place = { readonly segment: Segment; drainedBytes: number };

/** Moves the visits of a journal directory into the database. */
export class JournalDrain {
  readonly #options: Options;
  readonly #batchSize = new BatchSize();
  readonly #batch = new VisitBatch();
  /** How far each file is, as far as is known here; the database has the last word. */
  #drained = new Map<string, number>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Brings what the journal holds at this moment into the database, and removes segments that are done with. */
  async run(): Promise<void> {
    const { directory, currentWriter, writer, onProgress } = this.#options;
    const segments = listSegments(directory, currentWriter);
    const places = segments.map((segment): Place => ({ segment, drainedBytes: this.#drained.get(segment.path) ?? 0 }));
    onProgress(pendingBytes(places), 0);
    if (pendingBytes(places) === 0 && !segments.some((segment) => segment.finished)) return;
    const drained = await writer.drainedBytes(segments.map((segment) => segment.name));
    for (const [index, place] of places.entries()) place.drainedBytes = drained[index] ?? 0;
    this.#remember(places);
    await this.#drain(places);
  }

  async #drain(places: readonly Place[]): Promise<void> {
    const { isStopping, enrich, writer, log, onStep } = this.#options;
    const batch = this.#batch;
    batch.clear(); // a failure may have left visits in it
    for (const place of places) {
      for (const part of partsOf(place, () => this.#batchSize.visitsMax - batch.visits)) {
        batch.cover(place.segment.name, place.drainedBytes, part.nextOffset);
        for (const visit of part.visits) batch.add(enrich(visit));
        place.drainedBytes = part.nextOffset;
        onStep();
        if (batch.visits < this.#batchSize.visitsMax && batch.bytes < BATCH_BYTES) continue;
        await this.#write(batch, places);
        batch.clear();
        if (isStopping()) return;
      }
    }
    if (batch.spans.length > 0) await this.#write(batch, places);
    for (const { segment, drainedBytes } of places) {
      if (segment.finished) await retireSegment(writer, segment, drainedBytes, log);
    }
  }

  async #write(batch: VisitBatch, places: readonly Place[]): Promise<void> {
    const { writer, recordVisits, onStep } = this.#options;
    const startedMs = performance.now();
    await writeBatch(writer, batch, { recordVisits, onStep });
    this.#batchSize.took(batch.visits, performance.now() - startedMs);
    this.#remember(places);
    this.#options.onProgress(pendingBytes(places), batch.visits);
    await setImmediate(); // lets messages to this thread in
  }

  #remember(places: readonly Place[]): void {
    this.#drained = new Map(places.map(({ segment, drainedBytes }) => [segment.path, drainedBytes]));
  }
}

/** What is left of a segment, in parts of about as many visits as `visitsMax` says at that moment. */
function* partsOf({ segment, drainedBytes }: Place, visitsMax: () => number): Generator<SegmentPart> {
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
  return places.reduce((sum, { segment, drainedBytes }) => sum + Math.max(0, segment.size - drainedBytes), 0);
}
