import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Keyring } from '../../platform/crypto/keyring.ts';

type Keys = Pick<Keyring, 'shareTokens'>;

const MARK = /^([\w-]{22})\.([\w-]{43})$/;

const sign = ({ shareTokens }: Keys, shareId: string, random: string): Buffer =>
  createHmac('sha256', shareTokens).update(`visitor|${shareId}|${random}`).digest();

/** A mark that nobody can make up, of a browser at one share. */
export function createVisitorMark(keys: Keys, shareId: string): string {
  const random = randomBytes(16).toString('base64url');
  return `${random}.${sign(keys, shareId, random).toString('base64url')}`;
}

/** What is kept of the browser with this mark: a hash that says nothing elsewhere; undefined for a mark that is not ours. */
export function readVisitorMark(keys: Keys, shareId: string, mark: string): string | undefined {
  const [, random, signature] = MARK.exec(mark) ?? [];
  if (random === undefined || signature === undefined) return undefined;
  if (!timingSafeEqual(sign(keys, shareId, random), Buffer.from(signature, 'base64url'))) return undefined;
  return createHash('sha256').update(`${shareId}|${random}`).digest('base64url');
}
