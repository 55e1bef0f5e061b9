import { randomInt } from 'node:crypto';
import { finishHash, hashStep } from '../platform/fnv-hash.ts';
import { SlotTable } from './slot-table.ts';

/** How values are written as bytes, and read again out of the ring itself. */
export type Packing<Value> = {
  /** The bytes of `value`, good until the next call. */
  pack(value: Value): Uint8Array;
  /** The value in `bytes` from `start` to before `end`. */
  unpack(bytes: Buffer, start: number, end: number): Value;
};

/*
 * A record is: u8 marks, u8 n, u16 bytes of all of it | n key | value
 * It begins at a multiple of four bytes; places and lengths are counted in such words.
 */
const WORD = 4;
const HEADER_BYTES = WORD;
const RECORD_BYTES_MAX = 0xffff;
const ASKED_FOR = 1;
const GONE = 2;

/** What one new record may cost: else a memory full of what was asked for would be gone through as a whole. */
const SECOND_CHANCES_MAX = 64;
/** A slot for so many bytes: with the shortest of links half of them are used. */
const BYTES_A_SLOT = 48;

/** Random, so that nobody can choose keys that all want one slot. */
const SEED = randomInt(2 ** 32);

function hashOf(key: string): number {
  let hash = SEED;
  for (let index = 0; index < key.length; index++) hash = hashStep(hash, key.charCodeAt(index));
  return finishHash(hash);
}

/**
 * Values by their keys (up to 255 characters of one byte) in one piece of memory that is written round and round. For a new record the
 * oldest goes, unless it was asked for since it was written: then it is written again as the newest.
 *
 * Not a `Map` of objects: of a million links those are spread over the heap, each of them is copied and gone through by the garbage
 * collector, and they take five times the memory. CLOCK, from F. J. Corbató, "A paging experiment with the Multics system" (1968).
 */
export class SecondChanceRing<Value> {
  readonly #packing: Packing<Value>;
  readonly #bytes: Buffer;
  readonly #words: Uint32Array;
  readonly #slots: SlotTable;
  #size = 0;
  /** Records lie from `#start` to `#end`, or from `#start` to `#top` and from 0 to `#end`. */
  #start = 0;
  #end = 0;
  #top: number | undefined;

  constructor(bytesMax: number, packing: Packing<Value>) {
    this.#packing = packing;
    this.#bytes = Buffer.allocUnsafeSlow(Math.ceil(bytesMax / WORD) * WORD);
    this.#words = new Uint32Array(this.#bytes.buffer);
    this.#slots = new SlotTable(Math.ceil(bytesMax / BYTES_A_SLOT), (place) => this.#hashAt(place));
  }

  get size(): number {
    return this.#size;
  }

  get(key: string): Value | undefined {
    const slot = this.#slotOf(key);
    const place = this.#slots.placeIn(slot);
    if (place === undefined) return undefined;
    const header = this.#words[place] ?? 0;
    // Looked at first: memory that is not written to need not be written back.
    if ((header & ASKED_FOR) === 0) this.#words[place] = header | ASKED_FOR;
    const start = place * WORD;
    return this.#packing.unpack(this.#bytes, start + HEADER_BYTES + ((header >>> 8) & 0xff), start + (header >>> 16));
  }

  /** As `get` would find it, but it is not asked for. */
  has(key: string): boolean {
    return this.#slots.placeIn(this.#slotOf(key)) !== undefined;
  }

  /** Keeps nothing of what would take more than a quarter of the memory. */
  set(key: string, value: Value): void {
    this.delete(key);
    const packed = this.#packing.pack(value);
    const bytes = HEADER_BYTES + key.length + packed.length;
    if (bytes > RECORD_BYTES_MAX || bytes * 4 > this.#bytes.length) return;
    this.#makeRoom(Math.ceil(bytes / WORD));
    this.#write(key, packed, bytes);
  }

  /** Takes a value that is packed already. Says false, and keeps nothing, when something would have to go for it. `key` has no value yet. */
  setIfFree(key: string, packed: Uint8Array): boolean {
    const bytes = HEADER_BYTES + key.length + packed.length;
    if (!this.#isFree(Math.ceil(bytes / WORD))) return false;
    this.#write(key, packed, bytes);
    return true;
  }

  delete(key: string): void {
    const slot = this.#slotOf(key);
    const place = this.#slots.placeIn(slot);
    if (place === undefined) return;
    this.#words[place] = (this.#words[place] ?? 0) | GONE;
    this.#slots.empty(slot);
    this.#size--;
  }

  clear(): void {
    this.#slots.emptyAll();
    this.#size = 0;
    this.#start = 0;
    this.#end = 0;
    this.#top = undefined;
  }

  /** The slot of the record with `key`, or the free one where it belongs. */
  #slotOf(key: string): number {
    for (let slot = this.#slots.first(hashOf(key)); ; slot = this.#slots.next(slot)) {
      const place = this.#slots.placeIn(slot);
      if (place === undefined || this.#hasKey(place, key)) return slot;
    }
  }

  #hashAt(place: number): number {
    const start = place * WORD + HEADER_BYTES;
    const end = start + (((this.#words[place] ?? 0) >>> 8) & 0xff);
    let hash = SEED;
    for (let index = start; index < end; index++) hash = hashStep(hash, this.#bytes[index] ?? 0);
    return finishHash(hash);
  }

  #hasKey(place: number, key: string): boolean {
    if ((((this.#words[place] ?? 0) >>> 8) & 0xff) !== key.length) return false;
    const start = place * WORD + HEADER_BYTES;
    for (let index = 0; index < key.length; index++) {
      if (this.#bytes[start + index] !== key.charCodeAt(index)) return false;
    }
    return true;
  }

  /** Behind the newest record. */
  #write(key: string, packed: Uint8Array, bytes: number): void {
    const place = this.#end;
    this.#words[place] = (bytes << 16) | (key.length << 8);
    const start = place * WORD + HEADER_BYTES;
    for (let index = 0; index < key.length; index++) this.#bytes[start + index] = key.charCodeAt(index);
    this.#bytes.set(packed, start + key.length);
    this.#slots.fill(this.#slotOf(key), place);
    this.#end += Math.ceil(bytes / WORD);
    this.#size++;
  }

  /** Whether so many words are free behind the newest record, and there is a slot. */
  #isFree(words: number): boolean {
    const end = this.#top === undefined ? this.#words.length : this.#start;
    return this.#end + words <= end && !this.#slots.isFull(this.#size);
  }

  #makeRoom(words: number): void {
    let secondChances = SECOND_CHANCES_MAX;
    while (this.#slots.isFull(this.#size)) this.#passOldest(false);
    while (!this.#isFree(words)) {
      if (this.#top === undefined) this.#goRound();
      else if (this.#passOldest(secondChances > 0)) secondChances--;
    }
  }

  #goRound(): void {
    this.#top = this.#end;
    this.#end = 0;
    this.#startAgain();
  }

  #startAgain(): void {
    if (this.#start !== this.#top) return;
    this.#start = 0;
    this.#top = undefined;
  }

  /** Lets go of the oldest record, or writes it behind the newest one and says true. */
  #passOldest(mayStay: boolean): boolean {
    const place = this.#start;
    const header = this.#words[place] ?? 0;
    const words = Math.ceil((header >>> 16) / WORD);
    this.#start += words;
    this.#startAgain();
    if ((header & GONE) !== 0) return false;
    const slot = this.#slots.slotOfPlace(place);
    if (!mayStay || (header & ASKED_FOR) === 0) {
      this.#slots.empty(slot);
      this.#size--;
      return false;
    }
    // The memory is full: what is free ends where this record ended, so there is room for it.
    this.#words.copyWithin(this.#end, place, place + words);
    this.#words[this.#end] = header & ~ASKED_FOR;
    this.#slots.fill(slot, this.#end);
    this.#end += words;
    return true;
  }
}
