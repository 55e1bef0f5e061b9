import { closeSync, fdatasync, ftruncateSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { MAGIC } from './format.ts';
import { formatSegmentName } from './segment-name.ts';

const SEGMENT_BYTES_MAX = 64 * 1024 * 1024;

/** Appends whole frames to the segment files of one writer. Every failure is thrown and leaves the file as it was. */
export class SegmentWriter {
  readonly #directory: string;
  readonly #writer: string;
  #number = 0;
  #file: number | undefined;
  #size = 0;
  #openedAtMs = 0;

  constructor(directory: string, writer: string) {
    this.#directory = directory;
    this.#writer = writer;
  }

  append(frame: Uint8Array): void {
    if (this.#file === undefined || this.#size >= SEGMENT_BYTES_MAX) this.#openNext();
    this.#write(frame);
  }

  /**
   * Ends a segment that holds something and is older than `ageMsMax`, so that the drain may remove it: what is deleted elsewhere
   * must not live on in the journal of a quiet server.
   */
  endIfOlder(ageMsMax: number): void {
    if (this.#file === undefined || this.#size === MAGIC.length) return;
    if (performance.now() - this.#openedAtMs > ageMsMax) this.#openNext();
  }

  /** Hands everything appended so far to the disk. */
  sync(done: (error: Error | null) => void): void {
    if (this.#file === undefined) done(null);
    else fdatasync(this.#file, done);
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #openNext(): void {
    const before = this.#file;
    const number = this.#number + 1;
    this.#file = createSegment(join(this.#directory, formatSegmentName({ writer: this.#writer, number })));
    this.#number = number;
    this.#size = MAGIC.length;
    this.#openedAtMs = performance.now();
    // The finished segment and the new name reach the disk in the background: a power cut may cost a second, not a file.
    if (before !== undefined) fdatasync(before, () => closeSync(before));
    void syncDirectory(this.#directory);
  }

  /** Writes at a known place, so that a short write (a full disk) is cut off again and the next one starts cleanly. */
  #write(bytes: Uint8Array): void {
    const file = this.#file;
    if (file === undefined) throw new Error('the segment is closed');
    let written = 0;
    try {
      while (written < bytes.length) {
        written += writeSync(file, bytes, written, bytes.length - written, this.#size + written);
      }
    } catch (error) {
      this.#cutOff(file, written);
      throw error;
    }
    this.#size += bytes.length;
  }

  #cutOff(file: number, written: number): void {
    if (written === 0) return;
    try {
      ftruncateSync(file, this.#size);
    } catch {
      // A torn frame that cannot be cut off ends its segment: what follows goes into a new one.
      closeSync(file);
      this.#file = undefined;
    }
  }
}

function createSegment(path: string): number {
  const file = openSync(path, 'wx', 0o600);
  try {
    if (writeSync(file, MAGIC) === MAGIC.length) return file;
    throw new Error('the disk is full');
  } catch (error) {
    closeSync(file);
    unlinkSync(path);
    throw error;
  }
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
