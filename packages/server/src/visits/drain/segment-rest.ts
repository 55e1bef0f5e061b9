import { closeSync, openSync, readSync } from 'node:fs';
import { MAGIC, readFrame } from '../journal/format.ts';

/**
 * What a finished segment holds behind its last whole frame: `nothing`; a `torn` write, of which no click was answered or which a power
 * cut took; or `damage`, behind which there may be frames that were once whole.
 */
export type SegmentRest = 'nothing' | 'torn' | 'damage';

/** More than any one write. */
const TORN_BYTES_MAX = 2 * 1024 * 1024;

/** `drainedBytes`: the end of the last whole frame, 0 when not even the beginning of the file could be read. */
export function inspectRest(path: string, drainedBytes: number, size: number): SegmentRest {
  if (drainedBytes >= size) return 'nothing';
  if (size - drainedBytes > TORN_BYTES_MAX) return 'damage';
  const bytes = readBetween(path, drainedBytes, size);
  // A file system may have recorded the length of a write and not yet its bytes.
  if (bytes.every((byte) => byte === 0)) return 'torn';
  if (drainedBytes === 0 && size >= MAGIC.length) return 'damage';
  return holdsFrame(bytes) ? 'damage' : 'torn';
}

function holdsFrame(bytes: Buffer): boolean {
  for (let offset = 1; offset < bytes.length; offset++) {
    if (typeof readFrame(bytes, offset) === 'object') return true;
  }
  return false;
}

function readBetween(path: string, from: number, to: number): Buffer {
  const bytes = Buffer.alloc(to - from);
  const file = openSync(path, 'r');
  try {
    const read = readSync(file, bytes, 0, bytes.length, from);
    return bytes.subarray(0, read);
  } finally {
    closeSync(file);
  }
}
