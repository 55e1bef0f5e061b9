import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Askable, SecondChanceMap } from './second-chance-map.ts';

const entry = (): Askable => ({ hasBeenAskedFor: false });

describe('a map that gives a second chance', () => {
  it('forgets what nobody has asked for, and keeps what somebody has', () => {
    const map = new SecondChanceMap<Askable>(3);
    for (const key of ['a', 'b', 'c']) map.set(key, entry());
    map.get('a');
    map.set('d', entry());
    expect(['a', 'b', 'c', 'd'].filter((key) => map.get(key) !== undefined)).toEqual(['a', 'c', 'd']);
  });

  it('forgets one even where all have been asked for, and goes on from there', () => {
    const map = new SecondChanceMap<Askable>(3);
    for (const key of ['a', 'b', 'c']) map.set(key, entry());
    for (const key of ['a', 'b', 'c']) map.get(key);
    map.set('d', entry());
    map.set('e', entry());
    expect(map.size).toBe(3);
    expect(map.get('d')).toBeDefined();
    expect(map.get('e')).toBeDefined();
  });

  it('holds what was put last under a key, and never more than it may', () => {
    const key = fc.constantFrom(...'abcdefgh');
    const step = fc.record({ act: fc.constantFrom('set', 'set', 'get', 'delete', 'clear'), key });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 60 }), (entriesMax, steps) => {
        const map = new SecondChanceMap<Askable>(entriesMax);
        const last = new Map<string, Askable>();
        for (const { act, key } of steps) {
          if (act === 'set') {
            last.set(key, entry());
            map.set(key, last.get(key) ?? entry());
            expect(map.get(key)).toBe(last.get(key));
          } else if (act === 'delete') {
            map.delete(key);
            expect(map.get(key)).toBeUndefined();
          } else if (act === 'clear') {
            map.clear();
            expect(map.size).toBe(0);
          } else expect([undefined, last.get(key)]).toContain(map.get(key));
          expect(map.size).toBeLessThanOrEqual(entriesMax);
        }
      }),
    );
  });
});
