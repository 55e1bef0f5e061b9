/**
 * Whole numbers from 0 to 2^53 in groups of 7 bits, lowest first, the eighth bit set on all but the last. By division and not by
 * shifts, which end at 2^31.
 */
export class VarintReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  next(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.#bytes[this.#at++] ?? 0;
      if (byte < 128) return value + byte * scale;
      value += (byte - 128) * scale;
    }
  }

  /** What `addText` wrote. */
  nextText(): string | null {
    const bytes = this.next() - 1;
    if (bytes < 0) return null;
    this.#at += bytes;
    const { buffer, byteOffset } = this.#bytes;
    return Buffer.from(buffer, byteOffset + this.#at - bytes, bytes).toString();
  }
}

/** No number at all. */
export const NOTHING: Uint8Array = new Uint8Array(0);

const VARINT_BYTES_MAX = 8;

export class VarintWriter {
  #bytes = Buffer.allocUnsafeSlow(4096);
  #length = 0;

  add(value: number): void {
    this.#makeRoom(VARINT_BYTES_MAX);
    let rest = value;
    while (rest >= 128) {
      this.#bytes[this.#length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.#bytes[this.#length++] = rest;
  }

  /** The length of `text` in bytes of UTF-8 and one more, and the bytes; 0 for null. */
  addText(text: string | null): void {
    if (text === null) {
      this.add(0);
      return;
    }
    const bytes = Buffer.byteLength(text);
    this.add(bytes + 1);
    this.#makeRoom(bytes);
    this.#length += this.#bytes.write(text, this.#length);
  }

  addBytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Drops what was added and not taken, as by somebody who failed meanwhile. */
  clear(): void {
    this.#length = 0;
  }

  /** What was added since the last call. */
  take(): Uint8Array {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }

  #makeRoom(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#length + bytes));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
