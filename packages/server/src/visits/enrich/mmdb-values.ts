import type { PagedFile } from './paged-file.ts';

export type MmdbValue = string | number | boolean | Buffer | MmdbValue[] | MmdbMap;
export type MmdbMap = { [key: string]: MmdbValue };

const TYPE = { extended: 0, pointer: 1, text: 2, double: 3, map: 7, array: 11, boolean: 14, float: 15 } as const;
const UNSIGNED = new Set([5, 6, 9]);
const SIGNED_32 = 8;

/** Reads the values of a section of a MaxMind DB file, in which pointers count from its beginning. */
export class MmdbValues {
  readonly #file: PagedFile;
  readonly #sectionOffset: number;
  #at = 0;

  constructor(file: PagedFile, sectionOffset: number) {
    this.#file = file;
    this.#sectionOffset = sectionOffset;
  }

  /** `offset` in the section. */
  read(offset: number): MmdbValue {
    this.#at = this.#sectionOffset + offset;
    return this.#next();
  }

  #next(): MmdbValue {
    const control = this.#number(1);
    const type = control >> 5;
    if (type === TYPE.pointer) return this.#follow(control);
    const actual = type === TYPE.extended ? 7 + this.#number(1) : type;
    const size = this.#size(control & 31);
    switch (actual) {
      case TYPE.text:
        return this.#bytes(size).toString();
      case TYPE.map:
        return this.#map(size);
      case TYPE.array:
        return Array.from({ length: size }, () => this.#next());
      case TYPE.boolean:
        return size === 1;
      case TYPE.double:
        return this.#bytes(8).readDoubleBE();
      case TYPE.float:
        return this.#bytes(4).readFloatBE();
      case SIGNED_32:
        return this.#number(size) | 0;
      default:
        return UNSIGNED.has(actual) ? this.#number(size) : this.#bytes(size);
    }
  }

  #map(size: number): MmdbMap {
    const map: MmdbMap = {};
    for (let entry = 0; entry < size; entry++) {
      const key = this.#next();
      map[String(key)] = this.#next();
    }
    return map;
  }

  #follow(control: number): MmdbValue {
    const extraBytes = (control >> 3) & 3;
    const high = extraBytes === 3 ? 0 : control & 7;
    const start = [0, 2_048, 526_336, 0][extraBytes] ?? 0;
    const offset = start + high * 256 ** (extraBytes + 1) + this.#number(extraBytes + 1);
    const behind = this.#at;
    const value = this.read(offset);
    this.#at = behind;
    return value;
  }

  #size(short: number): number {
    if (short < 29) return short;
    const start = short === 29 ? 29 : short === 30 ? 285 : 65_821;
    return start + this.#number(short - 28);
  }

  #number(bytes: number): number {
    let value = 0;
    for (let index = 0; index < bytes; index++) value = value * 256 + this.#file.byteAt(this.#at++);
    return value;
  }

  #bytes(length: number): Buffer {
    this.#at += length;
    return this.#file.slice(this.#at - length, length);
  }
}
