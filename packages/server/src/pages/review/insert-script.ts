/** Charsets in which ASCII is not itself: a script cannot be put between their bytes. */
const NOT_LIKE_ASCII = /^(?:utf-16|iso-2022|replacement)/i;
const HEAD_BYTES = 2_048;

// A byte order mark, comments and white space, then the doctype: what may stand in front without another layout.
const BEFORE_MARKUP = /^(?:\xef\xbb\xbf)?(?:\s|<!--(?:(?!-->)[\s\S])*-->)*(?:<!doctype[^>]*>)?/i;

/** A copy of a page that begins with a script of ours; its own bytes stay as they are behind it. */
export function insertScript(bytes: Buffer, charset: string, script: string): Buffer {
  if (NOT_LIKE_ASCII.test(charset)) return bytes;
  const [before = ''] = BEFORE_MARKUP.exec(bytes.toString('latin1', 0, HEAD_BYTES)) ?? [];
  const tag = Buffer.from(`<script>${script}</script>`, 'latin1');
  return Buffer.concat([bytes.subarray(0, before.length), tag, bytes.subarray(before.length)]);
}
