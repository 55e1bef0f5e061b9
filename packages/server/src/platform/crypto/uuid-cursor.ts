import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { formatUuid, isUuid } from '../ids.ts';
import type { Keyring } from './keyring.ts';

const CIPHER = 'aes-128-ecb'; // a UUID is exactly one block
/** There was no Proffer before. */
const EARLIEST_MS = Date.parse('2025-01-01T00:00:00Z');
/** Clocks of nodes may differ. */
const AHEAD_MS_MAX = 24 * 3_600_000;

const toBytes = (uuid: string) => Buffer.from(uuid.replaceAll('-', ''), 'hex');

function isTimeOrdered(uuid: Buffer): boolean {
  const atMs = uuid.readUIntBE(0, 6);
  const hasVersion = uuid.readUInt8(6) >> 4 === 7 && uuid.readUInt8(8) >> 6 === 2;
  return hasVersion && atMs >= EARLIEST_MS && atMs <= Date.now() + AHEAD_MS_MAX;
}

export type UuidCursors = {
  /** The place behind the object with this id (a UUID of version 7). */
  write(id: string): string;
  /** Undefined for what is no cursor of this list. */
  read(cursor: string): string | undefined;
};

/**
 * Cursors that look like UUIDs, say nothing, and are good for one list only: ids under a key of `list`. They work on when the object
 * they name is gone. Of cursors of other lists one in some 300,000 is taken for a place in this one, where it shows nothing that is
 * not in it anyway.
 */
export function createUuidCursors({ cursors }: Pick<Keyring, 'cursors'>, list: string): UuidCursors {
  const key = createHmac('sha256', cursors).update(list).digest().subarray(0, 16);
  return {
    write(id) {
      const cipher = createCipheriv(CIPHER, key, null).setAutoPadding(false);
      return formatUuid(cipher.update(toBytes(id)));
    },
    read(cursor) {
      if (!isUuid(cursor)) return undefined;
      const decipher = createDecipheriv(CIPHER, key, null).setAutoPadding(false);
      const id = decipher.update(toBytes(cursor));
      return isTimeOrdered(id) ? formatUuid(id) : undefined;
    },
  };
}
