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

/** What it takes of the memory. */
export function sizeOf({ bytes, encoded }: ShownPage): number {
  const forms = Object.values(encoded).map((form) => (form instanceof Promise ? 0 : form.length));
  return bytes.length + forms.reduce((sum, length) => sum + length, 0) + 1_024;
}
