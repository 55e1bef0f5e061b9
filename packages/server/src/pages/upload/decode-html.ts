import { AppError } from '../../platform/http/app-error.ts';
import { FAILURES } from '../../platform/http/kinds-of-failure.ts';

const META_WITHIN_BYTES = 1_024;
const META_CHARSET = /<meta\b[^>]*\bcharset\s*=\s*["']?\s*([^\s"'/>;]+)/i;
// Controls have no use in a text, but for white space and the escape of some charsets.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const BINARY = /[\0-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]/;

export type HtmlText = { readonly text: string; readonly charset: string };

const invalid = (sentence: string, cause?: unknown) => new AppError(FAILURES.invalid, sentence, { cause });

function charsetOfMark(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

/** As browsers do it: a document whose `<meta>` could be read is not in UTF-16, whatever it says. */
function charsetOfMeta(bytes: Buffer): string | undefined {
  const label = META_CHARSET.exec(bytes.toString('latin1', 0, META_WITHIN_BYTES))?.[1];
  return label?.toLowerCase().startsWith('utf-16') ? 'utf-8' : label;
}

function decoderFor(label: string) {
  try {
    return new TextDecoder(label, { fatal: true });
  } catch (cause) {
    throw invalid(`The charset "${label.slice(0, 40).toWellFormed()}" is not known.`, cause);
  }
}

/**
 * Reads bytes as browsers will: by their byte order mark, else the charset that was declared with them, else the one in a `<meta>`,
 * else UTF-8. Throws `invalid_request` for a charset that is not known, bytes that are not in it, and what is no text.
 */
export function decodeHtml(bytes: Buffer, declared: string | undefined): HtmlText {
  const decoder = decoderFor(charsetOfMark(bytes) ?? declared ?? charsetOfMeta(bytes) ?? 'utf-8');
  let text: string;
  try {
    text = decoder.decode(bytes);
  } catch (cause) {
    throw invalid(`The file is not text in ${decoder.encoding}: declare its charset, or send it in UTF-8.`, cause);
  }
  if (BINARY.test(text)) throw invalid('The file is not HTML: it is binary, or holds control characters.');
  return { text, charset: decoder.encoding };
}
