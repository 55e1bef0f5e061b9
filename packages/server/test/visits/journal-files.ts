import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  encodeVisit,
  FRAME_HEADER_BYTES,
  MAGIC,
  RECORD_BYTES_MAX,
  sealFrame,
} from '../../src/visits/journal/format.ts';
import { formatSegmentName, type SegmentName } from '../../src/visits/journal/segment-name.ts';
import type { Visit } from '../../src/visits/visit.ts';

export const BROWSER =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';

/** A person's visit from Germany; what differs is named. `person` makes the visitor. */
export function makeVisit({ person = 1, ...rest }: Partial<Visit> & { person?: number } = {}): Visit {
  const visitor = Buffer.alloc(8);
  visitor.writeUInt32LE(person);
  return {
    subjectId: 'lnk_a',
    atMs: Date.parse('2026-03-10T12:00:00Z'),
    intent: 'navigate',
    address: Buffer.of(81, 2, 69),
    visitor,
    userAgent: BROWSER,
    referrer: 'https://news.example/story',
    ...rest,
  };
}

/** A frame as the journal writes it. */
export function encodeFrame(visits: readonly Visit[]): Buffer {
  const buffer = Buffer.alloc(FRAME_HEADER_BYTES + visits.length * RECORD_BYTES_MAX);
  const end = visits.reduce((offset, visit) => encodeVisit(buffer, offset, visit), FRAME_HEADER_BYTES);
  sealFrame(buffer.subarray(0, end), end);
  return buffer.subarray(0, end);
}

export const segmentPath = (directory: string, segment: SegmentName): string =>
  join(directory, formatSegmentName(segment));

/** Begins a segment file with some frames, or with other bytes, and returns its path. */
export function writeSegment(directory: string, segment: SegmentName, ...frames: readonly Uint8Array[]): string {
  const path = segmentPath(directory, segment);
  writeFileSync(path, Buffer.concat([MAGIC, ...frames]));
  return path;
}

export function appendToSegment(directory: string, segment: SegmentName, ...frames: readonly Uint8Array[]): void {
  appendFileSync(segmentPath(directory, segment), Buffer.concat(frames));
}
