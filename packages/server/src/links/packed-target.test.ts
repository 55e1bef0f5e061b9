import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packTarget, unpackTarget } from './packed-target.ts';
import { describeLocation, type RedirectTarget } from './redirect-target.ts';

const OPEN = { linkId: 'lnk_1', expiresAtMs: 0, disabled: false, blocked: null } as const;

function throughBytes(target: RedirectTarget): RedirectTarget {
  const packed = packTarget(target);
  const bytes = Buffer.concat([Buffer.from('before'), packed, Buffer.from('behind')]);
  return unpackTarget(bytes, 6, 6 + packed.length);
}

it('a target is the same after it was kept in bytes', () => {
  const parts = fc.record({
    linkId: fc
      .tuple(fc.constantFrom('', 'lnk_'), fc.string({ unit: 'binary-ascii', maxLength: 26 }))
      .map((part) => part.join('')),
    location: fc.oneof(fc.constant(''), fc.webUrl({ withQueryParameters: true, withFragments: true, size: 'medium' })),
    expiresAtMs: fc.oneof(fc.constant(0), fc.maxSafeNat()),
    disabled: fc.boolean(),
    blocked: fc.constantFrom(null, 'dangerous', 'not_allowed', 'tampered'),
  });
  fc.assert(
    fc.property(parts, (drawn) => {
      const target = { ...drawn, ...describeLocation(drawn.location) };
      expect(throughBytes(target)).toEqual(target);
    }),
  );
});

it.each([
  ['that stands in the location', 'https://shop.example/spring', 'shop.example'],
  ['with a final dot', 'https://shop.example./spring', 'shop.example'],
  ['that the location spells in another way', 'https://[::ffff:808:808]/', '8.8.8.8'],
  ['far behind in the location', `https://${'user'.repeat(70)}@shop.example/`, 'shop.example'],
])('the host of a target %s is kept', (_what, location, host) => {
  expect(throughBytes({ ...OPEN, ...describeLocation(location) })).toMatchObject({ location, host });
});

it('text that belongs in no head is kept as it is, and known for that', () => {
  const target = { ...OPEN, ...describeLocation('https://shop.example/\u00fc\r\n\u2028') };
  expect(target.hasPlainLocation).toBe(false);
  expect(throughBytes(target)).toEqual(target);
});
