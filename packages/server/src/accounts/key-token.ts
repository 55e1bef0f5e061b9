import { createHmac } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { BASE62, encodeNumber, randomText } from '../platform/crypto/base-encoding.ts';
import { KEY_PREFIXES, type KeyKind } from './key-kind.ts';

const RANDOM_LENGTH = 30;
const CHECKSUM_LENGTH = 6;

const PREFIX = `(?:${Object.values(KEY_PREFIXES).join('|')})`;
const TOKEN = new RegExp(`^(${PREFIX}[0-9A-Za-z]{${RANDOM_LENGTH}})([0-9A-Za-z]{${CHECKSUM_LENGTH}})$`);
const TOKEN_ANYWHERE = new RegExp(`${PREFIX}[0-9A-Za-z]{${RANDOM_LENGTH + CHECKSUM_LENGTH}}`);

/** A key as its holder sends it: prefix, 30 random base62 characters, and the CRC-32 of both in 6 of them. */
export type KeyToken = string & { readonly isKeyToken: true };

function checksumOf(text: string): string {
  return encodeNumber(BASE62, BigInt(crc32(text)), CHECKSUM_LENGTH);
}

export function createKeyToken(kind: KeyKind): KeyToken {
  const text = KEY_PREFIXES[kind] + randomText(BASE62, RANDOM_LENGTH);
  // The one place besides the check below that makes the shape which the type promises.
  return `${text}${checksumOf(text)}` as KeyToken;
}

/** Undefined for a text that cannot be a key: a wrong shape or checksum is found without asking the database. */
export function parseKeyToken(text: string): KeyToken | undefined {
  const [, checked, checksum] = TOKEN.exec(text) ?? [];
  // Checked here, which is what the type promises.
  return checked !== undefined && checksumOf(checked) === checksum ? (text as KeyToken) : undefined;
}

/** Whether something in `text` looks like a key, be it one or not. */
export function containsKey(text: string): boolean {
  return TOKEN_ANYWHERE.test(text);
}

/**
 * What is stored of a key. Not argon2: a token of 178 random bits cannot be guessed, and a slow hash would only help an
 * attacker to keep the server busy.
 */
export function hashKeyToken(token: KeyToken, pepper: Buffer): string {
  return createHmac('sha256', pepper).update(token).digest('hex');
}
