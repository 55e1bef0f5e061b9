import { closeSync, openSync, readSync } from 'node:fs';
import { FRAME_BYTES_MAX, FRAME_HEADER_BYTES, MAGIC, readFrame } from '../journal/format.ts';
import type { Visit } from '../visit.ts';

/** What follows the visits that were read: `more` of them, the `end` of the file, or bytes that are no whole frame. */
export type Following = 'more' | 'end' | 'torn';

export type SegmentPart = { readonly visits: Visit[]; readonly nextOffset: number; readonly following: Following };

/** So little that its visits are gone again before V8 looks for what is: with a megabyte the drain took a fifth longer. */
const WINDOW_BYTES = 128 * 1024;
let window = Buffer.allocUnsafeSlow(WINDOW_BYTES);

/** Reads the first `size` bytes of a segment in parts of about 128 KiB at most, whole frames only. */
export class SegmentReader {
  readonly #file: number;
  readonly #size: number;

  constructor(path: string, size: number) {
    this.#file = openSync(path, 'r');
    this.#size = size;
  }

  /** `offset`: 0, or what an earlier part gave as its `nextOffset`. Ends with the frame that has the `visitsMax`th visit. */
  read(offset: number, visitsMax: number): SegmentPart {
    if (offset < MAGIC.length) return this.#readMagic();
    if (offset >= this.#size) return { visits: [], nextOffset: offset, following: 'end' };
    const part = this.#readFrames(offset, WINDOW_BYTES, visitsMax);
    if (part.following !== 'torn' || part.nextOffset > offset) return part;
    return this.#readFrames(offset, this.#frameBytes(offset), visitsMax);
  }

  close(): void {
    closeSync(this.#file);
  }

  #readMagic(): SegmentPart {
    const bytes = this.#load(0, MAGIC.length);
    if (!bytes.equals(MAGIC)) return { visits: [], nextOffset: 0, following: 'torn' };
    return { visits: [], nextOffset: MAGIC.length, following: this.#size > MAGIC.length ? 'more' : 'end' };
  }

  #readFrames(offset: number, bytesMax: number, visitsMax: number): SegmentPart {
    const bytes = this.#load(offset, bytesMax);
    const visits: Visit[] = [];
    let at = 0;
    let following: Following = 'torn';
    for (;;) {
      const frame = readFrame(bytes, at);
      if (frame === 'torn') break;
      if (frame === 'end') {
        following = 'end';
        break;
      }
      for (const visit of frame.visits) visits.push(visit);
      at = frame.nextOffset;
      if (visits.length < visitsMax) continue;
      following = 'more';
      break;
    }
    // What looks torn at the end of the window may go on behind it.
    const windowIsCut = offset + bytes.length < this.#size;
    if (windowIsCut && at > 0) following = 'more';
    return { visits, nextOffset: offset + at, following };
  }

  /** How long the frame at `offset` says it is; what cannot be a frame is as short as a header. */
  #frameBytes(offset: number): number {
    const header = this.#load(offset, FRAME_HEADER_BYTES);
    const length = header.length < FRAME_HEADER_BYTES ? 0 : header.readUInt32LE(0);
    return FRAME_HEADER_BYTES + (length > FRAME_BYTES_MAX ? 0 : length);
  }

  #load(offset: number, bytesMax: number): Buffer {
    const bytes = Math.min(bytesMax, this.#size - offset);
    if (bytes > window.length) window = Buffer.allocUnsafeSlow(bytes);
    let loaded = 0;
    while (loaded < bytes) {
      const read = readSync(this.#file, window, loaded, bytes - loaded, offset + loaded);
      if (read === 0) break; // cut off by its writer after the size was taken
      loaded += read;
    }
    return window.subarray(0, loaded);
  }
}
