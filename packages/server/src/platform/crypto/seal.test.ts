import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deriveKeyring } from './keyring.ts';
import { createSealer, SealBroken, type SealedPlace } from './seal.ts';

const sealer = createSealer(deriveKeyring(randomBytes(32)));
const place: SealedPlace = { table: 'links', column: 'destination', row: 'lnk_1' };

const bytes = fc.uint8Array({ maxLength: 300 });
const name = fc.stringMatching(/^[a-z_]{1,12}$/);
const anyPlace = fc.record({ table: name, column: name, row: fc.stringMatching(/^[A-Za-z0-9_]{1,26}$/) });

describe('a sealed value', () => {
  it('opens as what was sealed, in its place', () => {
    fc.assert(
      fc.property(bytes, anyPlace, (plain, at) => {
        expect(sealer.open(sealer.seal(plain, at), at).equals(plain)).toBe(true);
      }),
    );
  });

  it('opens as the text that was sealed, in UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (plain) => {
        expect(sealer.open(sealer.seal(plain, place), place).toString('utf8')).toBe(plain);
      }),
    );
  });

  it('opens from a view into a larger buffer, as databases return them', () => {
    const sealed = sealer.seal('destination', place);
    const larger = new Uint8Array(sealed.length + 20);
    larger.set(sealed, 7);
    expect(sealer.open(larger.subarray(7, 7 + sealed.length), place).toString()).toBe('destination');
  });

  it('does not open when any one of its bits was changed', () => {
    const sealed = sealer.seal('https://example.com/', place);
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = changed.readUInt8(bit >> 3) ^ (1 << (bit & 7));
      expect(() => sealer.open(changed, place), `bit ${bit}`).toThrow(SealBroken);
    }
  });

  it('does not open when it was cut or lengthened anywhere', () => {
    const sealed = sealer.seal('https://example.com/', place);
    for (let length = 0; length < sealed.length; length++) {
      expect(() => sealer.open(sealed.subarray(0, length), place), `cut to ${length}`).toThrow(SealBroken);
      expect(() => sealer.open(sealed.subarray(sealed.length - length), place)).toThrow(SealBroken);
    }
    expect(() => sealer.open(Buffer.concat([sealed, Buffer.of(0)]), place)).toThrow(SealBroken);
  });

  it('does not open in another table, column or row', () => {
    const differentPlaces = fc.tuple(anyPlace, anyPlace).filter(([one, other]) => {
      return one.table !== other.table || one.column !== other.column || one.row !== other.row;
    });
    fc.assert(
      fc.property(bytes, differentPlaces, (plain, [sealedAt, movedTo]) => {
        const sealed = sealer.seal(plain, sealedAt);
        expect(() => sealer.open(sealed, movedTo)).toThrow(SealBroken);
      }),
    );
  });

  it('does not open with parts of another one, though it was sealed with the same key for the same place', () => {
    const [one, other] = [sealer.seal('one of them', place), sealer.seal('the other..', place)];
    const wrappedKeyEnd = 1 + 4 + 60;
    const mixed = Buffer.concat([one.subarray(0, wrappedKeyEnd), other.subarray(wrappedKeyEnd)]);
    expect(() => sealer.open(mixed, place)).toThrow(SealBroken);
  });

  it('does not open with another key, and says that this is why', () => {
    const other = createSealer(deriveKeyring(randomBytes(32)));
    expect(() => other.open(sealer.seal('plain', place), place)).toThrow('sealed with another key');
  });

  it('differs each time and shows nothing of the text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 8, maxLength: 64 }), (plain) => {
        const [one, other] = [sealer.seal(plain, place), sealer.seal(plain, place)];
        expect(one.equals(other)).toBe(false);
        expect(one.includes(Buffer.from(plain))).toBe(false);
      }),
    );
  });

  it('is named by its place in the error, without its content', () => {
    const sealed = sealer.seal('secret destination', place);
    expect(() => sealer.open(sealed.subarray(1), place)).toThrow(/^links\.destination of lnk_1 does not open: /);
  });
});
