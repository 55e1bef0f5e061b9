import { createHmac } from 'node:crypto';
import { BASE58, randomText } from './base-encoding.ts';
import type { Keyring } from './keyring.ts';

const LENGTH = 43;
const SHAPE = /^[1-9A-HJ-NP-Za-km-z]{43}$/;

/** A secret that opens one thing once, for an address in a mail: 250 random bits. */
export function createOneTimeToken(): string {
  return randomText(BASE58, LENGTH);
}

/** What cannot be one is not worth a query. */
export function isOneTimeToken(text: string): boolean {
  return SHAPE.test(text);
}

/** What is stored of it. `purpose` keeps a token of one use from being one of another. */
export function hashOneTimeToken(
  { oneTimeTokens }: Pick<Keyring, 'oneTimeTokens'>,
  purpose: 'set-up' | 'invitation' | 'sign-in',
  token: string,
): string {
  return createHmac('sha256', oneTimeTokens).update(`${purpose}|${token}`).digest('hex');
}
