import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anonymiseAddress, formatAnonymousAddress } from './anonymise-address.ts';

const kept = (address: string) => formatAnonymousAddress(anonymiseAddress(address));

describe('what is kept of an address', () => {
  it.each([
    ['203.0.113.77', '203.0.113.0'],
    ['::ffff:203.0.113.77', '203.0.113.0'],
    ['::ffff:cb00:714d', '203.0.113.0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1::'],
    ['fe80::1%eth0', 'fe80::'],
    ['::1', '::'],
  ])('of %s is %s', (address, expected) => {
    expect(kept(address)).toBe(expected);
  });

  it.each(['', 'unknown', '1.2.3', '/var/run/socket', '999.1.1.1x'])('of %j is nothing', (address) => {
    expect(kept(address)).toBeNull();
  });

  it('never tells the last octet of an IPv4 address', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(kept(address)).toBe(address.replace(/\d+$/, '0'));
      }),
    );
  });

  it('is the same for all addresses of one IPv6 /48', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const bytes = anonymiseAddress(address);
        expect([3, 6]).toContain(bytes.length);
      }),
    );
  });
});
