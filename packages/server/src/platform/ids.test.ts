import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createTestClock } from '../../test/harness/clock.ts';
import { createIds } from './ids.ts';

const LATEST_MS = 2 ** 48 - 1;

describe('an id', () => {
  it('is its prefix and 22 base58 characters, whatever the time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LATEST_MS }), (atMs) => {
        const id = createIds({ now: () => atMs }).next('lnk');
        expect(id).toMatch(/^lnk_[1-9A-HJ-NP-Za-km-z]{22}$/);
      }),
    );
  });

  it('sorts by the time at which it was made', () => {
    const time = fc.integer({ min: 0, max: LATEST_MS });
    fc.assert(
      fc.property(time, time, (one, other) => {
        fc.pre(one < other);
        const [earlier, later] = [one, other].map((atMs) => createIds({ now: () => atMs }).next('vis'));
        expect(String(earlier) < String(later)).toBe(true);
      }),
    );
  });

  it('is not given twice in the same millisecond', () => {
    const ids = createIds(createTestClock());
    const made = Array.from({ length: 10_000 }, () => ids.next('req'));
    expect(new Set(made).size).toBe(made.length);
  });
});
