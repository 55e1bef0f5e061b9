import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOTHING } from '../varint.ts';
import { addCounts, forEachCount, packCounts, VALUES_MAX, type ValueCounts } from './value-counts.ts';
import { dimensionOf, isBotKey, keyOf, numberOf, otherOf } from './value-key.ts';

function unpack(counts: ValueCounts): Map<number, number> {
  const entries = new Map<number, number>();
  forEachCount(counts, (key, clicks) => entries.set(key, clicks));
  return entries;
}

const added = (entries: Iterable<[number, number]>): ValueCounts => packCounts(new Map(entries));

const someCounts = fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 1, max: 1_000_000 })), { maxLength: 60 });

describe('value counts', () => {
  it('hold the sum of all that was added', () => {
    fc.assert(
      fc.property(fc.array(someCounts, { maxLength: 10 }), (batches) => {
        const sums = new Map<number, number>();
        let counts: ValueCounts = NOTHING;
        for (const batch of batches) {
          for (const [key, clicks] of unpack(added(batch))) sums.set(key, (sums.get(key) ?? 0) + clicks);
          counts = addCounts(counts, added(batch));
        }
        expect(unpack(counts)).toEqual(sums);
      }),
    );
  });

  it('keep keys in order, so that equal counts are equal bytes', () => {
    const one = addCounts(addCounts(NOTHING, added([[5, 1]])), added([[2, 1]]));
    const other = addCounts(addCounts(NOTHING, added([[2, 1]])), added([[5, 1]]));
    expect(one).toEqual(other);
  });

  it('count values beyond a thousand as others of their list, and lose no click', () => {
    const keys = Array.from({ length: 1_500 }, (_, index) => keyOf('referrer', index + 1, false));
    const first = addCounts(NOTHING, added(keys.slice(0, 900).map((key) => [key, 1])));
    const both = unpack(addCounts(first, added(keys.slice(800).map((key) => [key, 1]))));
    expect(both.size).toBe(VALUES_MAX + 1);
    expect(both.get(otherOf(keys[0] ?? 0))).toBe(500);
    expect(both.get(keys[850] ?? 0)).toBe(2);
    expect([...both.values()].reduce((sum, clicks) => sum + clicks, 0)).toBe(900 + 700);
  });

  it('leave a list its places when another is full', () => {
    const full = addCounts(NOTHING, added(Array.from({ length: 1_000 }, (_, n) => [keyOf('region', n + 1, false), 1])));
    const counts = unpack(addCounts(full, added([[keyOf('country', 7, false), 3]])));
    expect(counts.get(keyOf('country', 7, false))).toBe(3);
  });

  it('go on counting others once there are some', () => {
    const many = (from: number) => added(Array.from({ length: 600 }, (_, n) => [keyOf('os', from + n, true), 1]));
    const counts = unpack(addCounts(addCounts(addCounts(NOTHING, many(1)), many(601)), many(1_201)));
    expect(counts.get(keyOf('os', 0, true))).toBe(800);
  });
});

it('a key tells its value, its dimension and whether it is of bots', () => {
  const key = keyOf('browser', 123_456, true);
  expect([numberOf(key), dimensionOf(key), isBotKey(key)]).toEqual([123_456, 'browser', true]);
  expect(isBotKey(keyOf('browser', 123_456, false))).toBe(false);
});
