import { closeSync, openSync, renameSync, writeSync } from 'node:fs';
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
const VISITS_PER_SEGMENT = 250_000;

const frame = Buffer.alloc(FRAME_HEADER_BYTES + VISITS_PER_FRAME * RECORD_BYTES_MAX);

/** Writes a frame of at most `count` visits; returns how many there were. */
function writeFrame(file: number, visits: Iterator<Visit>, count: number): number {
  let end = FRAME_HEADER_BYTES;
  let written = 0;
  while (written < Math.min(count, VISITS_PER_FRAME)) {
    const next = visits.next();
    if (next.done) break;
    end = encodeVisit(frame, end, next.value);
    written++;
  }
  sealFrame(frame, end);
  if (written > 0) writeSync(file, frame, 0, end);
  return written;
}

/** Takes at most `count` visits and writes them as a process that is gone would have left them; returns how many there were. */
export function writeSegments(directory: string, visits: Iterator<Visit>, count: number): number {
  const writer = createWriterId();
  let written = 0;
  for (let number = 1; written < count; number++) {
    const path = join(directory, formatSegmentName({ writer, number }));
    // Under another name until it is whole: a drain takes segments of other writers for finished.
    const file = openSync(`${path}.part`, 'wx');
    writeSync(file, MAGIC);
    const end = Math.min(count, written + VISITS_PER_SEGMENT);
    while (written < end) {
      const inFrame = writeFrame(file, visits, end - written);
      if (inFrame === 0) break;
      written += inFrame;
    }
    closeSync(file);
    renameSync(`${path}.part`, path);
    if (written < end) break; // there are no more
  }
  return written;
}
