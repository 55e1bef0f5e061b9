import type { RedirectEntry } from './redirect-entry.ts';
import type { Packing } from './second-chance-ring.ts';

/*
 * f64 expires | u8 marks, u8 n, u16 where the host begins in the text, u8 its length, u16 m | n link id | text
 * The first m characters of the text are the location. The host is a part of it, or stands behind it.
 */
const HEADER_BYTES = 15;
const DISABLED = 1;
const PLAIN = 2;
const BLOCKED_SHIFT = 2;

const BLOCKED = [null, 'dangerous', 'not_allowed', 'tampered'] as const satisfies readonly RedirectEntry['blocked'][];

/** Longer than any link: an id has 26 characters, a location 8,192, a host 253. */
const scratch = Buffer.allocUnsafeSlow(64 * 1024);

/** Text that is none of a head's is kept, too, two bytes a character: that it is the exception says `hasPlainLocation`. */
const encodingOf = (hasPlainLocation: boolean): 'latin1' | 'utf16le' => (hasPlainLocation ? 'latin1' : 'utf16le');

export const packedEntries: Packing<RedirectEntry> = {
  pack({ linkId, location, host, expiresAtMs, disabled, blocked, hasPlainLocation }) {
    const within = location.indexOf(host);
    const text = within < 0 ? location + host : location;
    scratch.writeDoubleLE(expiresAtMs, 0);
    scratch[8] =
      (disabled ? DISABLED : 0) | (hasPlainLocation ? PLAIN : 0) | (BLOCKED.indexOf(blocked) << BLOCKED_SHIFT);
    scratch[9] = linkId.length;
    scratch.writeUInt16LE(within < 0 ? location.length : within, 10);
    scratch[12] = host.length;
    scratch.writeUInt16LE(location.length, 13);
    const textAt = HEADER_BYTES + scratch.write(linkId, HEADER_BYTES, 'latin1');
    return scratch.subarray(0, textAt + scratch.write(text, textAt, encodingOf(hasPlainLocation)));
  },

  unpack(bytes, start, end) {
    const marks = bytes[start + 8] ?? 0;
    const hasPlainLocation = (marks & PLAIN) !== 0;
    const textAt = start + HEADER_BYTES + (bytes[start + 9] ?? 0);
    const text = bytes.toString(encodingOf(hasPlainLocation), textAt, end);
    const hostAt = bytes.readUInt16LE(start + 10);
    const locationLength = bytes.readUInt16LE(start + 13);
    return {
      linkId: bytes.toString('latin1', start + HEADER_BYTES, textAt),
      location: text.length === locationLength ? text : text.slice(0, locationLength),
      host: text.slice(hostAt, hostAt + (bytes[start + 12] ?? 0)),
      expiresAtMs: bytes.readDoubleLE(start),
      disabled: (marks & DISABLED) !== 0,
      blocked: BLOCKED[marks >> BLOCKED_SHIFT] ?? null,
      hasPlainLocation,
    };
  },
};
