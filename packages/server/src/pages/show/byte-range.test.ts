import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseByteRange } from './byte-range.ts';

describe('the part of a page that is asked for', () => {
  it.each([
    ['bytes=0-99', { first: 0, last: 99 }],
    ['bytes=10-', { first: 10, last: 999 }],
    ['bytes=-10', { first: 990, last: 999 }],
    ['bytes=-5000', { first: 0, last: 999 }],
    ['bytes=990-5000', { first: 990, last: 999 }],
    ['Bytes= 0-0 ', { first: 0, last: 0 }],
  ])('%s of 1,000 is %o', (header, range) => {
    expect(parseByteRange(header, 1_000)).toEqual(range);
  });

  it.each(['bytes=1000-', 'bytes=5000-6000', 'bytes=-0'])('%s cannot be had of 1,000', (header) => {
    expect(parseByteRange(header, 1_000)).toBe('unsatisfiable');
  });

  it.each(['', 'bytes=', 'bytes=-', 'bytes=5-2', 'lines=0-9', 'bytes=0-1,5-6', 'bytes=a-b', 'bytes=0x1-2'])(
    '%j is none, so that all is sent',
    (header) => {
      expect(parseByteRange(header, 1_000)).toBeUndefined();
    },
  );

  it('lies within the page, whatever is asked', () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.option(fc.nat(3_000)), fc.option(fc.nat(3_000)), (size, from, to) => {
        const range = parseByteRange(`bytes=${from ?? ''}-${to ?? ''}`, size);
        if (range === undefined || range === 'unsatisfiable') return;
        expect(range.first).toBeGreaterThanOrEqual(0);
        expect(range.last).toBeLessThan(size);
        expect(range.first).toBeLessThanOrEqual(range.last);
      }),
    );
  });
});
