import { createHash, createHmac, randomBytes } from 'node:crypto';
import { equalTexts } from '../../platform/crypto/equal-texts.ts';
import type { Keyring } from '../../platform/crypto/keyring.ts';

type Keys = Pick<Keyring, 'shareTokens'>;

const MARK = /^([\w-]{22})\.([\w-]{43})$/;

const sign = ({ shareTokens }: Keys, shareId: string, random: string): string =>
  createHmac('sha256', shareTokens).update(`visitor|${shareId}|${random}`).digest('base64url');

/** A mark that nobody can make up, of a browser at one share. */
export function createVisitorMark(keys: Keys, shareId: string): string {
  const random = randomBytes(16).toString('base64url');
  return `${random}.${sign(keys, shareId, random)}`;
}

/** What is kept of the browser with this mark: a hash that says nothing elsewhere; undefined for a mark that is not ours. */
export function readVisitorMark(keys: Keys, shareId: string, mark: string): string | undefined {
  const [, random, signature] = MARK.exec(mark) ?? [];
  if (random === undefined || signature === undefined) return undefined;
  if (!equalTexts(sign(keys, shareId, random), signature)) return undefined;
  return createHash('sha256').update(`${shareId}|${random}`).digest('base64url');
}
