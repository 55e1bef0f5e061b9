import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import { BASE58, encodeNumber } from './crypto/base-encoding.ts';

/** Every kind of object with an id of this shape, by its prefix. */
export type IdPrefix =
  | 'wsp'
  | 'key'
  | 'lnk'
  | 'vis'
  | 'req'
  | 'evt'
  | 'per'
  | 'ses'
  | 'acc'
  | 'ver'
  | 'psk'
  | 'inv'
  | 'mai'
  | 'whk'
  | 'dlv';

export type Ids = {
  next(prefix: IdPrefix): string;
  /** A UUID of version 7, for APIs whose published ids are UUIDs. */
  uuid(): string;
};

/**
 * `lnk_` and 22 base58 characters: 48 bits of milliseconds, then 80 random bits. They sort by the time they were made, so
 * inserts go to one end of the index, and cannot be guessed.
 */
export function createIds(clock: Clock): Ids {
  return {
    next(prefix) {
      const value = (BigInt(clock.now()) << 80n) | BigInt(`0x${randomBytes(10).toString('hex')}`);
      return `${prefix}_${encodeNumber(BASE58, value, 22)}`;
    },
    uuid() {
      const bytes = randomBytes(16);
      bytes.writeUIntBE(clock.now(), 0, 6);
      bytes[6] = (bytes.readUInt8(6) & 0x0f) | 0x70;
      bytes[8] = (bytes.readUInt8(8) & 0x3f) | 0x80;
      return formatUuid(bytes);
    },
  };
}

/** 16 bytes in the usual spelling, in groups and lower case. */
export function formatUuid(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const SHAPE = /^[1-9A-HJ-NP-Za-km-z]{22}$/;

/** Whether `text` can be an id of this kind. What cannot be one is not worth a query, and some of it breaks one. */
export function isId(prefix: IdPrefix, text: string): boolean {
  return text.startsWith(`${prefix}_`) && SHAPE.test(text.slice(prefix.length + 1));
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether `text` is spelt as a UUID, as ids of pages are. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
