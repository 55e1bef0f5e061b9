import fc from 'fast-check';
import { expect, it } from 'vitest';
import { packedEntries } from './pack-entry.ts';
import { type RedirectEntry, toRedirectEntry } from './redirect-entry.ts';

const OPEN = { linkId: 'lnk_1', expiresAtMs: 0, disabled: false, blocked: null } as const;

function throughBytes(entry: RedirectEntry): RedirectEntry {
  const packed = packedEntries.pack(entry);
  const bytes = Buffer.concat([Buffer.from('before'), packed, Buffer.from('behind')]);
  return packedEntries.unpack(bytes, 6, 6 + packed.length);
}

it('a link is the same after it was kept in bytes', () => {
  const entry = fc.record({
    linkId: fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 26 }),
    location: fc.webUrl({ withQueryParameters: true, withFragments: true, size: 'medium' }),
    expiresAtMs: fc.oneof(fc.constant(0), fc.maxSafeNat()),
    disabled: fc.boolean(),
    blocked: fc.constantFrom(null, 'dangerous', 'not_allowed', 'tampered'),
  });
  fc.assert(
    fc.property(entry, (target) => {
      const kept = toRedirectEntry(target.blocked === null ? target : { ...target, location: '' });
      expect(throughBytes(kept)).toEqual(kept);
    }),
  );
});

it.each([
  ['that stands in the location', 'https://shop.example/spring', 'shop.example'],
  ['with a final dot', 'https://shop.example./spring', 'shop.example'],
  ['that the location spells in another way', 'https://[::ffff:808:808]/', '8.8.8.8'],
])('the host of a link %s is kept', (_what, location, host) => {
  expect(throughBytes(toRedirectEntry({ ...OPEN, location }))).toMatchObject({ location, host });
});

it('text that belongs in no head is kept as it is, and known for that', () => {
  const kept = toRedirectEntry({ ...OPEN, location: 'https://shop.example/\u00fc\r\n\u2028' });
  expect(kept.hasPlainLocation).toBe(false);
  expect(throughBytes(kept)).toEqual(kept);
});
