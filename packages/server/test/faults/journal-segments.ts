import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  encodeVisit,
  FRAME_HEADER_BYTES,
  MAGIC,
  RECORD_BYTES_MAX,
  readFrame,
  sealFrame,
} from '../../src/visits/journal/format.ts';
import { createWriterId, formatSegmentName } from '../../src/visits/journal/segment-name.ts';
import type { Visit } from '../../src/visits/visit.ts';

/** A click as the redirect writes it, by a visitor of its own. */
export function clickOn(subjectId: string, atMs: number): Visit {
  return {
    subjectId,
    atMs,
    intent: 'navigate',
    address: Uint8Array.of(203, 0, 113),
    visitor: randomBytes(8),
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    referrer: 'https://news.example/',
  };
}

export function encodeFrame(visits: readonly Visit[]): Buffer {
  const buffer = Buffer.alloc(FRAME_HEADER_BYTES + visits.length * RECORD_BYTES_MAX);
  let end = FRAME_HEADER_BYTES;
  for (const visit of visits) end = encodeVisit(buffer, end, visit);
  sealFrame(buffer, end);
  return buffer.subarray(0, end);
}

/** Leaves a segment of these bytes, as a process that is gone would have; returns the name of the file. */
export async function leaveSegment(journalDirectory: string, bytes: Uint8Array): Promise<string> {
  const file = formatSegmentName({ writer: createWriterId(), number: 1 });
  await writeFile(join(journalDirectory, file), bytes);
  return file;
}

/** The bytes of a segment with these frames. */
export const segmentOf = (...frames: readonly Uint8Array[]): Buffer => Buffer.concat([MAGIC, ...frames]);

export type SegmentFrame = { readonly offset: number; readonly end: number; readonly visits: readonly Visit[] };

/** The whole frames of a segment, up to the first that is torn. */
export function readFrames(bytes: Buffer): SegmentFrame[] {
  const frames: SegmentFrame[] = [];
  for (let offset = MAGIC.length; ; ) {
    const frame = readFrame(bytes, offset);
    if (frame === 'end' || frame === 'torn') return frames;
    frames.push({ offset, end: frame.nextOffset, visits: frame.visits });
    offset = frame.nextOffset;
  }
}
