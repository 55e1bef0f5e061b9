import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeWait } from './wait.ts';

test.each([
  [1, 'in 1 second', 'in 1 Sekunde'],
  [40, 'in 40 seconds', 'in 40 Sekunden'],
  [119.5, 'in 120 seconds', 'in 120 Sekunden'],
  [121, 'in 3 minutes', 'in 3 Minuten'],
  [3_600, 'in 60 minutes', 'in 60 Minuten'],
  [7_201, 'in 3 hours', 'in 3 Stunden'],
])('a wait of %d seconds is over %s', (seconds, english, german) => {
  expect(describeWait(seconds, 'en')).toBe(english);
  expect(describeWait(seconds, 'de')).toBe(german);
});

test('nobody is told to come back too early', () => {
  const unitSeconds = { second: 1, minute: 60, hour: 3_600 };
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 36_000, noNaN: true }), (seconds) => {
      const [, count, unit] = /^in (\d+) (second|minute|hour)s?$/.exec(describeWait(seconds, 'en')) ?? [];
      const told = Number(count) * (unitSeconds[unit as keyof typeof unitSeconds] ?? 0);
      expect(told).toBeGreaterThanOrEqual(seconds);
    }),
  );
});
