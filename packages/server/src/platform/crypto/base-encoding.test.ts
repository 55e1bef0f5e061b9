import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BASE58, BASE62, encodeNumber, randomText } from './base-encoding.ts';

const alphabet = fc.constantFrom(BASE58, BASE62, '01', '0123456789abcdef');

describe('random text', () => {
  it('has the length that was asked for, of the alphabet only', () => {
    fc.assert(
      fc.property(alphabet, fc.nat(200), (characters, length) => {
        const text = randomText(characters, length);
        expect(text).toHaveLength(length);
        expect([...text].every((character) => characters.includes(character))).toBe(true);
      }),
    );
  });

  it('prefers no character', () => {
    const drawn = 62_000;
    const counts = new Map<string, number>();
    for (const character of randomText(BASE62, drawn)) counts.set(character, (counts.get(character) ?? 0) + 1);
    const expected = drawn / BASE62.length;
    const chiSquare = [...BASE62]
      .map((character) => ((counts.get(character) ?? 0) - expected) ** 2 / expected)
      .reduce((sum, part) => sum + part, 0);
    // 61 degrees of freedom: a fair draw is above 150 less than once in 10^8 runs. Bytes modulo 62 give about 470.
    expect(chiSquare).toBeLessThan(150);
  });
});

describe('an encoded number', () => {
  const decode = (characters: string, text: string) =>
    [...text].reduce((value, digit) => value * BigInt(characters.length) + BigInt(characters.indexOf(digit)), 0n);

  it('can be read back', () => {
    fc.assert(
      fc.property(alphabet, fc.bigInt(0n, 2n ** 128n), (characters, value) => {
        expect(decode(characters, encodeNumber(characters, value, 0))).toBe(value);
      }),
    );
  });

  it('is filled up to its length with the zero of the alphabet', () => {
    expect(encodeNumber(BASE58, 0n, 4)).toBe('1111');
    expect(encodeNumber(BASE58, 58n, 4)).toBe('1121');
    expect(encodeNumber(BASE62, 61n, 3)).toBe('00z');
  });

  it('sorts as text like the number that it is', () => {
    const value = fc.bigInt(0n, 2n ** 64n);
    fc.assert(
      fc.property(value, value, (one, other) => {
        const [first, second] = [encodeNumber(BASE58, one, 22), encodeNumber(BASE58, other, 22)];
        expect(first < second).toBe(one < other);
      }),
    );
  });
});
