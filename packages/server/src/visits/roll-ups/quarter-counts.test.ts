import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NOTHING } from '../varint.ts';
import { addQuarters, noCounts, type QuarterCounts, readQuarters } from './quarter-counts.ts';

const counts = fc.record<QuarterCounts>({
  quarter: fc.nat(95),
  clicks: fc.integer({ min: 1, max: 100_000_000 }),
  bots: fc.nat(1_000),
  dayVisitors: fc.nat(1_000),
  hourVisitors: fc.nat(1_000),
  dayPeople: fc.nat(1_000),
  hourPeople: fc.nat(1_000),
});

it('the quarter hours of a day hold the sum of all that was added, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.array(counts, { maxLength: 20 }), { maxLength: 5 }), (batches) => {
      let packed = NOTHING;
      for (const batch of batches) packed = addQuarters(packed, batch);
      const all = batches.flat();
      const quarters = readQuarters(packed);
      expect(quarters.map(({ quarter }) => quarter)).toEqual(
        [...new Set(all.map(({ quarter }) => quarter))].sort((one, other) => one - other),
      );
      for (const name of Object.keys(noCounts(0)) as (keyof QuarterCounts)[]) {
        if (name === 'quarter') continue;
        const sum = (list: readonly QuarterCounts[]) => list.reduce((total, entry) => total + entry[name], 0);
        expect(sum(quarters)).toBe(sum(all));
      }
    }),
  );
});
