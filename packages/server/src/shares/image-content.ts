import { AppError } from '../platform/http/app-error.ts';
import { FAILURES } from '../platform/http/kinds-of-failure.ts';
import { detectImageType } from './image-type.ts';
import { invalidField } from './shares.errors.ts';

const URL_CHARACTERS_MAX = 2_048;
const IMAGE_BYTES_MAX = 5 * 1024 * 1024;
const HEAD_CHARACTERS_MAX = 100;
const HEAD = /^data:(image\/(?:png|jpeg|gif|webp|avif));base64,/i;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

const invalid = (what: string) => invalidField('content.body', what);

function parseAddress(text: string): string {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:' || url.hostname === '') {
    throw invalid('it must be an https: URL, or a data: URL of an image');
  }
  if (text.length > URL_CHARACTERS_MAX) throw invalid(`a URL has at most ${URL_CHARACTERS_MAX} characters`);
  if (url.username !== '' || url.password !== '') throw invalid('the URL must not hold a user name or a password');
  return url.href;
}

function parseData(text: string): string {
  const [head, type = ''] = HEAD.exec(text.slice(0, HEAD_CHARACTERS_MAX)) ?? [];
  if (head === undefined) {
    throw invalid('a data: URL must begin with "data:image/png;base64,", or jpeg, gif, webp or avif in place of png');
  }
  const base64 = text.slice(head.length);
  if (base64.length % 4 !== 0 || !BASE64.test(base64)) throw invalid('the data: URL does not hold proper base64');
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > IMAGE_BYTES_MAX) {
    throw new AppError(FAILURES.tooLarge, 'The field "content.body" is an image of more than 5 MiB.');
  }
  const declared = type.toLowerCase();
  if (detectImageType(bytes) !== declared) throw invalid(`its bytes are not those of ${declared}`);
  return `data:${declared};base64,${base64}`;
}

/** The address or the data of an image, in its usual spelling. Throws `invalid_request` and `payload_too_large`. */
export function parseImage(body: unknown): string {
  if (typeof body !== 'string') throw invalid('it must be an https: URL, or a data: URL of an image');
  return /^data:/i.test(body) ? parseData(body) : parseAddress(body);
}
