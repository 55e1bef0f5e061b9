import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Packing, SecondChanceRing } from './second-chance-ring.ts';

const texts: Packing<string> = {
  pack: (text) => Buffer.from(text, 'latin1'),
  unpack: (bytes, start, end) => bytes.toString('latin1', start, end),
};

/** Of 35 bytes with a key of one: 40 with the header. */
const VALUE = 'v'.repeat(35);
const RECORD_BYTES = 40;

const held = (ring: SecondChanceRing<string>, keys: string) =>
  [...keys].filter((key) => ring.get(key) !== undefined).join('');

describe('a ring that gives a second chance', () => {
  it('lets go of what nobody has asked for, the oldest first, and keeps what somebody has', () => {
    const ring = new SecondChanceRing(4 * RECORD_BYTES, texts);
    for (const key of 'abcd') ring.set(key, VALUE);
    ring.get('a');
    ring.set('e', VALUE);
    ring.set('f', VALUE);
    expect(held(ring, 'abcdef')).toBe('adef');
  });

  it('lets one go even where all have been asked for, and goes on from there', () => {
    const ring = new SecondChanceRing(4 * RECORD_BYTES, texts);
    for (const key of 'abcd') ring.set(key, VALUE);
    held(ring, 'abcd');
    ring.set('e', VALUE);
    ring.set('f', VALUE);
    expect(held(ring, 'abcdef')).toBe('cdef');
  });

  it('makes room for one record in a bounded number of steps, however many have been asked for', () => {
    const ring = new SecondChanceRing(1_000 * 100, texts);
    const keys = Array.from({ length: 1_000 }, (_, index) => String.fromCharCode(index % 250, index / 250));
    for (const key of keys) ring.set(key, 'v'.repeat(94));
    for (const key of keys) ring.get(key);
    ring.set('new', 'v'.repeat(93));
    // The first 64 were written again as the newest; the next one went.
    expect(keys.map((key) => ring.get(key) !== undefined).indexOf(false)).toBe(64);
  });

  it('keeps nothing of what would take more than a quarter of it, and forgets what was under that key', () => {
    const ring = new SecondChanceRing(400, texts);
    ring.set('a', VALUE);
    ring.set('b', VALUE);
    ring.set('a', 'v'.repeat(96));
    expect(held(ring, 'ab')).toBe('b');
    ring.set('a', 'v'.repeat(95));
    expect(held(ring, 'ab')).toBe('ab');
  });

  it('adds what nobody has asked for where there is room, and lets nothing go for it', () => {
    const ring = new SecondChanceRing(4 * RECORD_BYTES, texts);
    const added = [...'abcde'].filter((key) => ring.setIfFree(key, texts.pack(VALUE)));
    expect(added.join('')).toBe('abcd');
    expect(ring.has('a') && !ring.has('e')).toBe(true);
    ring.set('e', VALUE);
    expect(ring.has('a')).toBe(false);
    ring.delete('b');
    expect(ring.setIfFree('f', texts.pack(VALUE))).toBe(false);
    expect(held(ring, 'abcdef')).toBe('cde');
  });

  it('tells keys apart whatever they have in common', () => {
    const ring = new SecondChanceRing(1_000_000, texts);
    const keys = Array.from({ length: 5_000 }, (_, index) => index.toString(36));
    for (const key of keys) ring.set(key, `of ${key}`);
    for (const key of keys) ring.set(`${key}a`, `of ${key}a`);
    for (const key of keys.filter((_, index) => index % 3 === 0)) ring.delete(key);
    const left = keys.filter((_, index) => index % 3 !== 0);
    for (const key of [...left, ...keys.map((key) => `${key}a`)]) expect(ring.get(key)).toBe(`of ${key}`);
  });

  it('holds what was put last under a key or nothing, and says truly how much that is', () => {
    const key = fc.constantFrom('', ...'abcdefghijklmnopqrstuvwx', 'x'.repeat(255));
    const value = fc.string({ unit: fc.constantFrom('a', 'b', '\xff'), maxLength: 80 });
    const act = fc.constantFrom('set', 'set', 'set', 'get', 'delete', 'clear');
    const step = fc.record({ act, key, value });
    fc.assert(
      fc.property(fc.integer({ min: 16, max: 3_000 }), fc.array(step, { maxLength: 200 }), (bytesMax, steps) => {
        const ring = new SecondChanceRing(bytesMax, texts);
        const last = new Map<string, string>();
        for (const { act, key, value } of steps) {
          if (act === 'set') {
            last.set(key, value);
            ring.set(key, value);
            const fits = (4 + key.length + value.length) * 4 <= Math.ceil(bytesMax / 4) * 4;
            expect(ring.get(key)).toBe(fits ? value : undefined);
          } else if (act === 'delete') {
            last.delete(key);
            ring.delete(key);
            expect(ring.get(key)).toBeUndefined();
          } else if (act === 'clear') {
            last.clear();
            ring.clear();
          } else expect([undefined, last.get(key)]).toContain(ring.get(key));
          const present = [...last].filter(([key]) => ring.get(key) !== undefined);
          expect(present.every(([key, value]) => ring.get(key) === value)).toBe(true);
          expect(ring.size).toBe(present.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});
