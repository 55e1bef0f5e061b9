import { crc32 } from 'node:zlib';
import { HEADER_BYTES_MAX, VISITOR_BYTES, type Visit } from '../visit.ts';

/*
 * A segment file is the magic, then frames. A frame is what one turn of the event loop wrote:
 *   u32 payload bytes | u32 CRC-32 of the payload | payload
 * A payload is one or more records:
 *   u8 flags | u48 milliseconds | 8 visitor | u8 n, n address | u8 n, n subject | u16 n, n user agent | u16 n, n referrer
 * Integers are little-endian, text is latin-1 as it came in the headers.
 *
 * The checksum covers the frame and not each record: a frame is written at once and answered only afterwards, so its
 * records stand or fall together. CRC-32, not CRC-32C: Node computes it natively.
 */

export const MAGIC = Buffer.from('PRFJRNL1', 'latin1');
export const FRAME_HEADER_BYTES = 8;
/** A frame longer than this is garbage: the writer never makes one. */
export const FRAME_BYTES_MAX = 16 * 1024 * 1024;

const FLAG_PREFETCH = 1;
const TEXT_LENGTH_MAX = 255;

/** An upper bound for any one record. */
export const RECORD_BYTES_MAX = 1 + 6 + VISITOR_BYTES + 1 + 16 + 1 + TEXT_LENGTH_MAX + 2 * (2 + HEADER_BYTES_MAX);

/** Writes `visit` at `offset`, where `RECORD_BYTES_MAX` bytes must be free; returns the offset behind it. */
export function encodeVisit(buffer: Buffer, offset: number, visit: Visit): number {
  let at = offset;
  buffer[at++] = visit.intent === 'prefetch' ? FLAG_PREFETCH : 0;
  at = buffer.writeUIntLE(visit.atMs, at, 6);
  buffer.set(visit.visitor, at);
  at += VISITOR_BYTES;
  buffer[at++] = visit.address.length;
  buffer.set(visit.address, at);
  at += visit.address.length;
  const subjectBytes = buffer.write(visit.subjectId, at + 1, TEXT_LENGTH_MAX, 'latin1');
  buffer[at] = subjectBytes;
  at += 1 + subjectBytes;
  at = encodeHeader(buffer, at, visit.userAgent);
  return encodeHeader(buffer, at, visit.referrer);
}

function encodeHeader(buffer: Buffer, offset: number, value: string): number {
  const bytes = buffer.write(value, offset + 2, HEADER_BYTES_MAX, 'latin1');
  buffer.writeUInt16LE(bytes, offset);
  return offset + 2 + bytes;
}

/** Fills in the header of the frame whose payload stands at `FRAME_HEADER_BYTES … end` of `buffer`. */
export function sealFrame(buffer: Buffer, end: number): void {
  buffer.writeUInt32LE(end - FRAME_HEADER_BYTES, 0);
  buffer.writeUInt32LE(crc32(buffer.subarray(FRAME_HEADER_BYTES, end)), 4);
}

export type Frame = { readonly visits: Visit[]; readonly nextOffset: number };

/**
 * The frame at `offset` of a segment's bytes, or why there is none: `end` of what was written so far, or `torn`, which is
 * either the last write before a crash or damage.
 */
export function readFrame(bytes: Buffer, offset: number): Frame | 'end' | 'torn' {
  if (offset === bytes.length) return 'end';
  if (offset + FRAME_HEADER_BYTES > bytes.length) return 'torn';
  const length = bytes.readUInt32LE(offset);
  const start = offset + FRAME_HEADER_BYTES;
  if (length === 0 || length > FRAME_BYTES_MAX || start + length > bytes.length) return 'torn';
  const payload = bytes.subarray(start, start + length);
  if (crc32(payload) !== bytes.readUInt32LE(offset + 4)) return 'torn';
  const visits = decodeVisits(payload);
  return visits === undefined ? 'torn' : { visits, nextOffset: start + length };
}

/** `undefined` for what is no row of whole records, whatever its checksum says: a header can hold bytes made to look like a frame. */
function decodeVisits(payload: Buffer): Visit[] | undefined {
  const visits: Visit[] = [];
  let at = 0;
  const number = (bytes: number): number => {
    let value = 0;
    for (let index = bytes - 1; index >= 0; index--) value = value * 256 + (payload[at + index] ?? 0);
    at += bytes;
    return value;
  };
  const take = (length: number): Buffer => {
    at += length;
    return payload.subarray(at - length, at);
  };
  const text = (length: number): string => {
    at += length;
    return payload.toString('latin1', at - length, at);
  };
  while (at < payload.length) {
    const flags = number(1);
    visits.push({
      intent: (flags & FLAG_PREFETCH) === 0 ? 'navigate' : 'prefetch',
      atMs: number(6),
      visitor: take(VISITOR_BYTES),
      address: take(number(1)),
      subjectId: text(number(1)),
      userAgent: text(number(2)),
      referrer: text(number(2)),
    });
  }
  return at === payload.length ? visits : undefined;
}
