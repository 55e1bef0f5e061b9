/** Both ends included, as in the header. */
export type ByteRange = { readonly first: number; readonly last: number };

const ONE_RANGE = /^bytes=[ \t]*(\d{0,15})-(\d{0,15})[ \t]*$/i;

/**
 * The part of `size` bytes that a `Range` header asks for. `undefined`: it is none that is understood, and all is to be sent, which
 * RFC 9110 allows for several ranges too: they would let a short request ask for many times the bytes.
 */
export function parseByteRange(header: string, size: number): ByteRange | 'unsatisfiable' | undefined {
  const [matched, from = '', to = ''] = ONE_RANGE.exec(header) ?? [];
  if (matched === undefined || (from === '' && to === '')) return undefined;
  if (from === '') {
    const length = Number(to);
    return length === 0 || size === 0 ? 'unsatisfiable' : { first: Math.max(0, size - length), last: size - 1 };
  }
  const first = Number(from);
  const last = to === '' ? size - 1 : Number(to);
  if (to !== '' && last < first) return undefined;
  return first >= size ? 'unsatisfiable' : { first, last: Math.min(last, size - 1) };
}
