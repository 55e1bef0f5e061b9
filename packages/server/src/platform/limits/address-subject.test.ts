import { describe, expect, it } from 'vitest';
import { addressSubject } from './address-subject.ts';

describe('the client behind an address', () => {
  it('is a whole IPv4 address', () => {
    expect(addressSubject('203.0.113.7')).toBe('203.0.113.7');
    expect(addressSubject('203.0.113.7')).not.toBe(addressSubject('203.0.113.8'));
  });

  it('is the /64 of an IPv6 address', () => {
    expect(addressSubject('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64');
    expect(addressSubject('2001:db8:1:2::ffff')).toBe('2001:db8:1:2::/64');
    expect(addressSubject('2001:db8:1:3::')).toBe('2001:db8:1:3::/64');
  });

  it('is the IPv4 address within an IPv6 one', () => {
    expect(addressSubject('::ffff:203.0.113.7')).toBe('203.0.113.7');
  });

  it.each(['', 'localhost', '1.2.3'])('is unknown for %j', (address) => {
    expect(addressSubject(address)).toBe('unknown');
  });
});
