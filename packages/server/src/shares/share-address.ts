import { BASE58, randomText } from '../platform/crypto/base-encoding.ts';
import type { Share } from './share.ts';

const PREFIX = 'sh_';
const ID_CHARACTERS = 16;
const CODE_CHARACTERS = 8;
const ID = /^(?:sh_)?([1-9A-HJ-NP-Za-km-z]{16})$/;
const CODE = /^[1-9A-HJ-NP-Za-km-z]{8}$/;

/** 93 random bits: whoever has the id may see the share. */
export const newShareId = (): string => PREFIX + randomText(BASE58, ID_CHARACTERS);

/** 46 random bits, in an alphabet that can be read out over a telephone. */
export const newShareCode = (): string => randomText(BASE58, CODE_CHARACTERS);

/** The id in its full spelling, when `text` is one with or without its `sh_`. */
export function parseShareId(text: string): string | undefined {
  const random = ID.exec(text)?.[1];
  return random === undefined ? undefined : PREFIX + random;
}

export type ShareReference = { readonly id: string } | { readonly code: string };

/** What stands behind `/s/`: an id, with or without its `sh_`, or the code of a short URL. */
export function parseShareReference(text: string): ShareReference | undefined {
  const id = parseShareId(text);
  if (id !== undefined) return { id };
  return CODE.test(text) ? { code: text } : undefined;
}

export function urlsOf({ id, code }: Pick<Share, 'id' | 'code'>, publicUrl: string) {
  return { url: `${publicUrl}/s/${id.slice(PREFIX.length)}`, shortUrl: `${publicUrl}/s/${code}` };
}
