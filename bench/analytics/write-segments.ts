import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Visit } from '../../packages/server/src/visits/index.ts';
import {
  encodeVisit,
  FRAME_HEADER_BYTES,
  MAGIC,
  RECORD_BYTES_MAX,
  sealFrame,
} from '../../packages/server/src/visits/journal/format.ts';
import { createWriterId, formatSegmentName } from '../../packages/server/src/visits/journal/segment-name.ts';

/** What 64 connections send in one turn of the event loop. */
const VISITS_PER_FRAME = 64;
const SEGMENT_BYTES = 64 * 1024 * 1024;

/** Takes at most `count` visits and writes them as a process that is gone would have left them; returns how many there were. */
export function writeSegments(directory: string, visits: Iterator<Visit>, count: number): number {
  const writer = createWriterId();
  const frame = Buffer.alloc(FRAME_HEADER_BYTES + VISITS_PER_FRAME * RECORD_BYTES_MAX);
  let number = 0;
  let file: number | undefined;
  let bytes = 0;
  let written = 0;
  while (written < count) {
    let end = FRAME_HEADER_BYTES;
    let inFrame = 0;
    for (; inFrame < VISITS_PER_FRAME && written + inFrame < count; inFrame++) {
      const next = visits.next();
      if (next.done) break;
      end = encodeVisit(frame, end, next.value);
    }
    if (inFrame === 0) break;
    sealFrame(frame, end);
    if (file === undefined || bytes > SEGMENT_BYTES) {
      if (file !== undefined) closeSync(file);
      file = openSync(join(directory, formatSegmentName({ writer, number: ++number })), 'wx');
      bytes = writeSync(file, MAGIC);
    }
    bytes += writeSync(file, frame, 0, end);
    written += inFrame;
  }
  if (file !== undefined) closeSync(file);
  return written;
}
