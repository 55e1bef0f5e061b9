import { parseByteRange } from './byte-range.ts';
import { chooseEncoding, type Encoding } from './choose-encoding.ts';
import { entityTag, isNamedBy } from './entity-tag.ts';
import type { PageRequest } from './page-request.ts';
import { availableEncoding, type ShownPage } from './shown-page.ts';

/** The part of the content that is sent; `undefined` for none. `isView`: somebody looks at the page from its start. */
export type ContentAnswer = {
  readonly status: 200 | 206 | 304 | 416;
  readonly encoding: Encoding;
  /** Header names and values in turn, without those that every answer has. */
  readonly headers: readonly string[];
  readonly part: { readonly first: number; readonly last: number } | 'all' | undefined;
  readonly isView: boolean;
};

const FOR_EVERYBODY = ['Cache-Control', 'public, max-age=0, must-revalidate', 'Vary', 'Accept-Encoding'];
const FOR_READERS = ['Cache-Control', 'no-store', 'X-Robots-Tag', 'noindex'];

function keeping(shown: ShownPage, encoding: Encoding): readonly string[] {
  return shown.isPublic
    ? [...FOR_EVERYBODY, 'Accept-Ranges', 'bytes', 'ETag', entityTag(shown.etag, encoding)]
    : FOR_READERS;
}

/** The part that is asked for. Only a strong tag makes a part fit to another, and a date is never sent. */
function wantedRange(shown: ShownPage, { isHead, range, ifRange }: PageRequest) {
  if (range === '' || isHead || !shown.isPublic) return undefined;
  if (ifRange !== '' && ifRange !== entityTag(shown.etag, 'identity')) return undefined;
  return parseByteRange(range, shown.bytes.length);
}

/** What is answered to whoever may see the page, but for the bytes themselves. */
export function answerContent(shown: ShownPage, request: PageRequest): ContentAnswer {
  const range = wantedRange(shown, request);
  // Parts are parts of the plain bytes: whoever resumes a download may ask in another encoding the next time.
  const encoding = range === undefined ? availableEncoding(shown, chooseEncoding(request.acceptEncoding)) : 'identity';
  const common = keeping(shown, encoding);
  if (shown.isPublic && isNamedBy(request.ifNoneMatch, entityTag(shown.etag, encoding))) {
    return { status: 304, encoding, headers: common, part: undefined, isView: true };
  }
  const size = shown.bytes.length;
  if (range === 'unsatisfiable') {
    const headers = [...common, 'Content-Range', `bytes */${size}`];
    return { status: 416, encoding, headers, part: undefined, isView: false };
  }
  const described = [...common, 'Content-Type', shown.contentType];
  if (range !== undefined) {
    const headers = [...described, 'Content-Range', `bytes ${range.first}-${range.last}/${size}`];
    return { status: 206, encoding, headers, part: range, isView: range.first === 0 };
  }
  const headers = encoding === 'identity' ? described : [...described, 'Content-Encoding', encoding];
  return { status: 200, encoding, headers, part: 'all', isView: true };
}
