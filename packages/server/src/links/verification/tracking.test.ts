import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../platform/http/app-error.ts';
import { TRACKING_KEYS, withTracking } from './tracking.ts';

describe('tracking parameters', () => {
  test('none leave the address as it is', () => {
    expect(withTracking('https://example.com/?a=b&&c#d', {})).toBe('https://example.com/?a=b&&c#d');
    expect(withTracking('https://example.com/', { utm_source: undefined })).toBe('https://example.com/');
  });

  test('come last, in one order, before the fragment', () => {
    const tracking = { utm_content: 'e', utm_term: 'd', utm_campaign: 'c', utm_medium: 'b', utm_source: 'a' };
    const query = 'utm_source=a&utm_medium=b&utm_campaign=c&utm_term=d&utm_content=e';
    expect(withTracking('https://example.com/#top', tracking)).toBe(`https://example.com/?${query}#top`);
    expect(withTracking('https://example.com/?z=1', tracking)).toBe(`https://example.com/?z=1&${query}`);
    expect(withTracking('https://example.com/?', { utm_source: 'a' })).toBe('https://example.com/?utm_source=a');
  });

  test('replace those of the same name, however they are spelled', () => {
    expect(
      withTracking('https://example.com/?utm_source=old&a=1&utm%5Fsource=x&utm_medium=m', { utm_source: 'new' }),
    ).toBe('https://example.com/?a=1&utm_medium=m&utm_source=new');
    expect(withTracking('https://example.com/?utm_source', { utm_source: 'new' })).toBe(
      'https://example.com/?utm_source=new',
    );
  });

  test('leave the spelling of all others, which a signature may cover', () => {
    const signed = 'https://example.com/?a=%20&b=+&flag&&c=%C3%BC&sig=a%2Fb==&%E0%A4%A';
    expect(withTracking(signed, { utm_source: 'n' })).toBe(`${signed}&utm_source=n`);
  });

  test('are encoded', () => {
    expect(withTracking('https://example.com/', { utm_source: 'a b&c=ü#\r\n\ud800"\'' })).toBe(
      'https://example.com/?utm_source=a%20b%26c%3D%C3%BC%23%0D%0A%EF%BF%BD%22%27',
    );
  });

  test('that make the address longer than 8,192 characters are refused', () => {
    const room = 8192 - 'https://example.com/?utm_source='.length;
    expect(withTracking('https://example.com/', { utm_source: 'a'.repeat(room) })).toHaveLength(8192);
    expect(() => withTracking('https://example.com/', { utm_source: 'a'.repeat(room + 1) })).toThrow(AppError);
  });

  test.each([
    ['https://a.example/???', 'https://a.example/???&utm_source=new'],
    ['https://a.example/??utm_source=old', 'https://a.example/??utm_source=old&utm_source=new'],
    ['https://a.example/?utm_source=old&?b=1', 'https://a.example/??b=1&utm_source=new'],
  ])('leave the question marks of %s as they are', (url, expected) => {
    const location = withTracking(url, { utm_source: 'new' });
    expect(location).toBe(expected);
    expect(withTracking(location, { utm_source: 'new' })).toBe(expected);
  });

  test('of any text make one line of ASCII, are read back as they were, and replace themselves', () => {
    const value = fc.string({ unit: 'binary', maxLength: 40 });
    const tracking = fc.record(Object.fromEntries(TRACKING_KEYS.map((key) => [key, value])), { requiredKeys: [] });
    const url = fc.webUrl({ validSchemes: ['https'], withQueryParameters: true, withFragments: true });
    fc.assert(
      fc.property(url, tracking, (text, parameters) => {
        const href = new URL(text).href;
        const location = withTracking(href, parameters);
        expect(location).toMatch(/^https:\/\/[\x21-\x7e]+$/);
        expect(withTracking(location, parameters)).toBe(location);
        expect(new URL(location).hash).toBe(new URL(href).hash);
        for (const [key, text] of Object.entries(parameters)) {
          expect(new URL(location).searchParams.getAll(key)).toEqual([text?.toWellFormed()]);
        }
      }),
    );
  });
});
