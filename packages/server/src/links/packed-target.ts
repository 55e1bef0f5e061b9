import type { RedirectTarget } from './redirect-target.ts';

/*
 * u8 marks | u8 n | u8 where the host begins in the text | u8 m | f64 expires, when marked | n link id | text
 * When marked, the id is without its lnk_ and the text without its https://. The text is the location; the host is m characters of it, or, when
 * marked, stands behind it.
 */
const HEADER_BYTES = 4;
const EXPIRES_BYTES = 8;

const DISABLED = 1;
const PLAIN = 2;
const EXPIRES = 4;
const HOST_BEHIND = 8;
const HTTPS = 16;
const LINK_ID = 32;
const BLOCKED_SHIFT = 6;
const BLOCKED = [null, 'dangerous', 'not_allowed', 'tampered'] as const satisfies readonly RedirectTarget['blocked'][];

const SCHEME = 'https://';
const ID_PREFIX = 'lnk_';

/** Longer than any link: an id has 26 characters, a location 8,192, a host 253. */
const scratch = Buffer.allocUnsafeSlow(64 * 1024);

/** Text that belongs in no head is kept as well, two bytes a character: that it is the exception says `hasPlainLocation`. */
const encodingOf = (isPlain: boolean): 'latin1' | 'utf16le' => (isPlain ? 'latin1' : 'utf16le');

/** What follows `prefix` in `text`, or all of it where it begins with something else. */
const behind = (prefix: string, text: string): string => (text.startsWith(prefix) ? text.slice(prefix.length) : text);

function marksOf({ linkId, location, disabled, hasPlainLocation, expiresAtMs, blocked }: RedirectTarget): number {
  const state =
    (disabled ? DISABLED : 0) | (expiresAtMs === 0 ? 0 : EXPIRES) | (BLOCKED.indexOf(blocked) << BLOCKED_SHIFT);
  const spelling = (linkId.startsWith(ID_PREFIX) ? LINK_ID : 0) | (location.startsWith(SCHEME) ? HTTPS : 0);
  return state | spelling | (hasPlainLocation ? PLAIN : 0);
}

/** A target in as few bytes as do, which are good until the next call. */
export function packTarget(target: RedirectTarget): Uint8Array {
  const { location, host, expiresAtMs, hasPlainLocation } = target;
  const id = behind(ID_PREFIX, target.linkId);
  const rest = behind(SCHEME, location);
  const hostAt = rest.indexOf(host);
  const isWithin = hostAt >= 0 && hostAt <= 0xff;
  scratch[0] = marksOf(target) | (isWithin ? 0 : HOST_BEHIND);
  scratch[1] = id.length;
  scratch[2] = isWithin ? hostAt : 0;
  scratch[3] = host.length;
  const idAt = expiresAtMs === 0 ? HEADER_BYTES : scratch.writeDoubleLE(expiresAtMs, HEADER_BYTES);
  const textAt = idAt + scratch.write(id, idAt, 'latin1');
  const text = isWithin ? rest : rest + host;
  return scratch.subarray(0, textAt + scratch.write(text, textAt, encodingOf(hasPlainLocation)));
}

/** What `packTarget` made of a target, from `start` to before `end`. */
export function unpackTarget(bytes: Buffer, start: number, end: number): RedirectTarget {
  const marks = bytes[start] ?? 0;
  const hasPlainLocation = (marks & PLAIN) !== 0;
  const idAt = start + HEADER_BYTES + ((marks & EXPIRES) === 0 ? 0 : EXPIRES_BYTES);
  const textAt = idAt + (bytes[start + 1] ?? 0);
  const text = bytes.toString(encodingOf(hasPlainLocation), textAt, end);
  const hostLength = bytes[start + 3] ?? 0;
  const scheme = (marks & HTTPS) === 0 ? '' : SCHEME;
  const isBehind = (marks & HOST_BEHIND) !== 0;
  const hostAt = isBehind ? text.length - hostLength : (bytes[start + 2] ?? 0);
  return {
    linkId: ((marks & LINK_ID) === 0 ? '' : ID_PREFIX) + bytes.toString('latin1', idAt, textAt),
    location: scheme + (isBehind ? text.slice(0, hostAt) : text),
    host: text.slice(hostAt, hostAt + hostLength),
    hasPlainLocation,
    expiresAtMs: (marks & EXPIRES) === 0 ? 0 : bytes.readDoubleLE(start + HEADER_BYTES),
    disabled: (marks & DISABLED) !== 0,
    blocked: BLOCKED[marks >> BLOCKED_SHIFT] ?? null,
  };
}
