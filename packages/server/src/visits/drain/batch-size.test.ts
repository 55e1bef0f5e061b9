import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BatchSize } from './batch-size.ts';

test('what took too long is followed by less, and what was quick by more again', () => {
  const size = new BatchSize();
  for (let batch = 0; batch < 7; batch++) size.took(size.visitsMax, 1);
  expect(size.visitsMax).toBe(100_000);
  size.took(100_000, 3_750);
  expect(size.visitsMax).toBe(20_000);
  size.took(20_000, 75);
  expect(size.visitsMax).toBe(40_000);
  for (let batch = 0; batch < 7; batch++) size.took(size.visitsMax, 1);
  expect(size.visitsMax).toBe(100_000);
});

test('the first batch is small: it may be written while all processors are wanted', () => {
  expect(new BatchSize().visitsMax).toBe(2_000);
});

test('a handful that took long says nothing', () => {
  const size = new BatchSize();
  const before = size.visitsMax;
  size.took(3, 2_000);
  expect(size.visitsMax).toBe(before);
});

test('a batch is never without visits, and never more than fit into memory', () => {
  const batches = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 100_000 }), fc.double({ min: 0, max: 1e7, noNaN: true })),
  );
  fc.assert(
    fc.property(batches, (taken) => {
      const size = new BatchSize();
      for (const [visits, ms] of taken) {
        size.took(visits, ms);
        expect(size.visitsMax).toBeGreaterThanOrEqual(250);
        expect(size.visitsMax).toBeLessThanOrEqual(100_000);
      }
    }),
  );
});
