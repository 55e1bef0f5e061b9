const SLUG_LENGTH_MAX = 64;

const SLUG_CHARACTERS = new Uint8Array(128);
for (const character of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_') {
  SLUG_CHARACTERS[character.charCodeAt(0)] = 1;
}

/**
 * The slug of a request target like `/spring` or `/spring?x=1`; `undefined` when it is anything else. Nothing is decoded: a slug
 * has one spelling.
 */
export function parseSlug(target: string): string | undefined {
  if (target.charCodeAt(0) !== 0x2f) return undefined;
  let end = 1;
  while (end < target.length && SLUG_CHARACTERS[target.charCodeAt(end)] === 1) end++;
  if (end === 1 || end > SLUG_LENGTH_MAX + 1) return undefined;
  if (end < target.length && target.charCodeAt(end) !== 0x3f) return undefined;
  return target.slice(1, end);
}
