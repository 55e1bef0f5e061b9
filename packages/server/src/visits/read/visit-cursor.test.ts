import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCursor, parseCursor } from './visit-cursor.ts';

const refusal = expect.objectContaining({ status: 400, message: expect.stringContaining('cursor') });

describe('a cursor', () => {
  it('leads back to where a page has ended', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.maxSafeNat(), (atMs, ordinal) => {
        expect(parseCursor('lnk_a', formatCursor('lnk_a', { atMs, ordinal }))).toEqual({ atMs, ordinal });
      }),
    );
  });

  it('of another subject is refused', () => {
    const cursor = formatCursor('lnk_a', { atMs: 1, ordinal: 1 });
    expect(() => parseCursor('lnk_b', cursor)).toThrow(refusal);
  });

  it('that was not made here is refused', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(() => parseCursor('lnk_a', text)).toThrow(refusal);
      }),
    );
    const [at, ordinal, check] = formatCursor('lnk_a', { atMs: 1_000, ordinal: 5 }).split('.');
    for (const changed of [`${at}0.${ordinal}.${check}`, `${at}.${ordinal}`, `${at}.${ordinal}.${check}.`]) {
      expect(() => parseCursor('lnk_a', changed)).toThrow(refusal);
    }
  });
});
