import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DAYS_PER_FORTNIGHT, numbersBetween, QUARTERS_PER_DAY } from '../utc-time.ts';
import { type RollUpPart, rollUpParts } from './roll-up-parts.ts';

const DAYS = { from: 20_000, to: 20_400 };

const range = fc
  .tuple(fc.integer({ min: -900, max: 45_000 }), fc.integer({ min: 1, max: 45_000 }))
  .map(([from, length]) => ({
    from: DAYS.from * QUARTERS_PER_DAY + from,
    to: DAYS.from * QUARTERS_PER_DAY + from + length,
  }));

const quartersOfDay = (day: number): number[] => numbersBetween(day * QUARTERS_PER_DAY, (day + 1) * QUARTERS_PER_DAY);

/** Where nothing is left out of the fortnights. */
function readAlone({ days, wholeDays, fortnightDays }: RollUpPart): number[] {
  return days
    .filter((day) => day >= wholeDays.from && day < wholeDays.to)
    .filter((day) => day < fortnightDays.from || day >= fortnightDays.to);
}

it('each quarter hour of a range is in one fortnight, day or quarter hour of its parts, and no other is', () => {
  fc.assert(
    fc.property(range, ({ from, to }) => {
      const read = Array.from(rollUpParts({ from, to }, DAYS)).flatMap((part) => [
        ...part.quarters,
        ...readAlone(part).flatMap(quartersOfDay),
        ...part.fortnights.flatMap((fortnight) =>
          numbersBetween(fortnight * DAYS_PER_FORTNIGHT, (fortnight + 1) * DAYS_PER_FORTNIGHT).flatMap(quartersOfDay),
        ),
      ]);
      // Fortnights may begin before, and end after, all days on which there is anything.
      const within = read.filter(
        (quarter) => quarter >= DAYS.from * QUARTERS_PER_DAY && quarter < DAYS.to * QUARTERS_PER_DAY,
      );
      const asked = numbersBetween(
        Math.max(from, DAYS.from * QUARTERS_PER_DAY),
        Math.min(to, DAYS.to * QUARTERS_PER_DAY),
      );
      expect(within.sort((one, other) => one - other)).toEqual(asked);
      expect(read.every((quarter) => quarter >= from && quarter < to)).toBe(true);
    }),
  );
});

it('a year is some forty rows of counted values', () => {
  const from = DAYS.from * QUARTERS_PER_DAY + 700;
  const parts = Array.from(rollUpParts({ from, to: from + 365 * QUARTERS_PER_DAY }, DAYS));
  const rows = parts.reduce((sum, part) => sum + part.fortnights.length + readAlone(part).length, 0);
  expect(rows).toBeLessThanOrEqual(25 + 2 * (DAYS_PER_FORTNIGHT - 1));
});
