import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KeyCounter } from './key-counter.ts';
import { packCounts } from './value-counts.ts';

const counter = new KeyCounter();

// Few keys are sorted another way than many.
it.each([5, 200, 5_000])('keys are counted as often as they were added, be they few or up to %i', (keysMax) => {
  const keys = fc.array(fc.oneof(fc.nat(20), fc.nat(2 ** 40)), { maxLength: keysMax });
  fc.assert(
    fc.property(keys, (added) => {
      const counts = new Map<number, number>();
      for (const key of added) {
        counts.set(key, (counts.get(key) ?? 0) + 1);
        counter.add(key);
      }
      expect(counter.take()).toEqual(packCounts(counts));
    }),
  );
});

it('keys that were never taken are not counted with those of the next', () => {
  counter.add(3);
  counter.clear();
  counter.add(5);
  expect(counter.take()).toEqual(packCounts([[5, 1]]));
});
