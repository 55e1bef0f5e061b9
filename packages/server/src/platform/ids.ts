import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';
import { BASE58, encodeNumber } from './crypto/base-encoding.ts';

/** Every kind of object with an id of this shape, by its prefix. */
export type IdPrefix = 'wsp' | 'key' | 'lnk' | 'vis' | 'req' | 'evt';

export type Ids = { next(prefix: IdPrefix): string };

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
  };
}

const SHAPE = /^[1-9A-HJ-NP-Za-km-z]{22}$/;

/** Whether `text` can be an id of this kind. What cannot be one is not worth a query, and some of it breaks one. */
export function isId(prefix: IdPrefix, text: string): boolean {
  return text.startsWith(`${prefix}_`) && SHAPE.test(text.slice(prefix.length + 1));
}
