import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeyToken } from './key-token.ts';
import { readKeyToken } from './read-key-token.ts';

const KEY = createKeyToken('live');

type Sent = { readonly url?: string; readonly authorization?: string; readonly cookie?: string };

function read({ url = 'http://proffer.test/v1/links', ...headers }: Sent) {
  return readKeyToken({ url, header: (name) => new Map(Object.entries(headers)).get(name) });
}

describe('the key of a request', () => {
  it.each([`Bearer ${KEY}`, `bearer ${KEY}`, `BEARER   ${KEY}`])('is read from %s', (authorization) => {
    expect(read({ authorization })).toEqual({ token: KEY });
  });

  it.each([
    KEY,
    `Basic ${KEY}`,
    `Bearer${KEY}`,
    'Bearer',
    'Bearer ',
    `Bearer ${KEY}, Bearer ${KEY}`,
    `Bearer ${KEY} ${KEY}`,
  ])('is not read from %s', (authorization) => {
    expect(read({ authorization })).toEqual({ refusal: 'malformed' });
  });

  it.each([KEY.slice(1), `${KEY}x`, 'x'.repeat(1_000_000), `${KEY.slice(0, -1)}\0`, `${KEY},`])(
    'must be whole',
    (text) => {
      expect(read({ authorization: `Bearer ${text}` })).toEqual({ refusal: 'invalid' });
    },
  );

  it.each([
    `api_key=${KEY}`,
    'api_key=anything',
    'API_KEY=',
    'key=anything',
    'access_token=anything',
    'token',
    `x=1&y=${KEY}`,
    `y=${encodeURIComponent(KEY).replace('_', '%5F')}`,
    `${KEY}`,
    `y=before${KEY}after`,
  ])('is refused in an address (%s), even beside one in its place', (query) => {
    const url = `http://proffer.test/v1/links?${query}`;
    expect(read({ url, authorization: `Bearer ${KEY}` })).toEqual({ refusal: 'query' });
  });

  it('is refused in a cookie, where any other value does not matter', () => {
    expect(read({ cookie: `a=b; session=${KEY}`, authorization: `Bearer ${KEY}` })).toEqual({ refusal: 'cookie' });
    expect(read({ cookie: 'token=of-something-else', authorization: `Bearer ${KEY}` })).toEqual({ token: KEY });
  });

  it('is missing without the header', () => {
    expect(read({})).toEqual({ refusal: 'missing' });
  });

  it('is read or refused, whatever is sent', () => {
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(text, text, text, (authorization, cookie, query) => {
        expect(read({ authorization, cookie, url: `http://proffer.test/?${query}` })).toHaveProperty('refusal');
      }),
    );
  });
});
