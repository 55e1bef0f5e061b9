import type { AddressedPage } from '../find-page-by-address.ts';
import type { PageMode } from '../page.ts';
import type { Encoding } from './choose-encoding.ts';
import { encodeBytes, isWorthEncoding } from './encode-bytes.ts';

/** One content of a page, ready to be sent. */
export type ShownPage = {
  readonly pageId: string;
  readonly mode: PageMode;
  readonly contentType: string;
  /** Of the plain bytes, without quotes. */
  readonly etag: string;
  /** For everybody: it may be kept by caches and sent compressed. */
  readonly isPublic: boolean;
  readonly bytes: Buffer;
  /** Small forms with one character a byte: Node sends such a text in one piece with the headers, half as dear as two pieces. */
  readonly texts: Partial<Record<Encoding, string>>;
  /** The status line and headers of a whole answer in each form, as text. */
  readonly heads: Partial<Record<Encoding, string>>;
  /** Its other forms, made when first asked for. */
  readonly encoded: Partial<Record<Encoding, Buffer | Promise<Buffer>>>;
};

export function toShownPage({ page, current }: AddressedPage, bytes: Buffer, isPublic: boolean): ShownPage {
  return {
    pageId: page.id,
    mode: page.mode,
    contentType: `text/html; charset=${current.charset}`,
    etag: current.etag,
    isPublic,
    bytes,
    texts: {},
    heads: {},
    encoded: {},
  };
}

/** Which form a client gets that would like `wished`. */
export function availableEncoding({ isPublic, bytes }: ShownPage, wished: Encoding): Encoding {
  return isPublic && isWorthEncoding(bytes.length) ? wished : 'identity';
}

/** The bytes in an encoding: made once, however many ask at the same time. `onMade` hears of a form that was not there. */
export function bytesOf(shown: ShownPage, encoding: Encoding, onMade: () => void): Buffer | Promise<Buffer> {
  if (encoding === 'identity') return shown.bytes;
  const known = shown.encoded[encoding];
  if (known !== undefined) return known;
  const making = encodeBytes(shown.bytes, encoding).then(
    (made) => {
      shown.encoded[encoding] = made;
      onMade();
      return made;
    },
    (error: unknown) => {
      delete shown.encoded[encoding];
      throw error;
    },
  );
  shown.encoded[encoding] = making;
  return making;
}

const TEXT_BYTES_MAX = 64 * 1024;

/** The whole of a form as text, where it is small and was made before. */
export function readyText(shown: ShownPage, encoding: Encoding): string | undefined {
  const form = encoding === 'identity' ? shown.bytes : shown.encoded[encoding];
  if (form === undefined || form instanceof Promise) return undefined;
  const body = bodyOf(shown, encoding, form);
  return typeof body === 'string' ? body : undefined;
}

/** The whole of a form, as it is sent best. */
export function bodyOf(shown: ShownPage, encoding: Encoding, bytes: Buffer): string | Buffer {
  if (!shown.isPublic || bytes.length > TEXT_BYTES_MAX) return bytes;
  shown.texts[encoding] ??= bytes.toString('latin1');
  return shown.texts[encoding];
}

/** What it takes of the memory. */
export function sizeOf({ bytes, encoded }: ShownPage): number {
  const forms = Object.values(encoded).map((form) => (form instanceof Promise ? 0 : form.length));
  // Each small form may be there as a text as well.
  const sizes = [bytes.length, ...forms].map((length) => (length > TEXT_BYTES_MAX ? length : 2 * length));
  return sizes.reduce((sum, size) => sum + size, 1_024);
}
