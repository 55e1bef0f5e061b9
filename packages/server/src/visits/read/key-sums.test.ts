import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeySums } from './key-sums.ts';

it('sums of keys, small and large, are those of a map', () => {
  const key = fc.oneof(
    fc.nat({ max: 20 }),
    fc.nat({ max: 2_000_000 }),
    fc.constantFrom(4_095, 4_096, 999_999, 1_000_000),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.integer({ min: 1, max: 1e12 })), { maxLength: 50 }), (added) => {
      const sums = new KeySums();
      const expected = new Map<number, number>();
      for (const [key, amount] of added) {
        sums.add(key, amount);
        expected.set(key, (expected.get(key) ?? 0) + amount);
      }
      expect(new Map(sums.entries())).toEqual(expected);
    }),
  );
});
