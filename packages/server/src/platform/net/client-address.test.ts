import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCidrList } from './cidr-list.ts';
import { clientAddress } from './client-address.ts';

const NONE = parseCidrList('');
const PROXIES = parseCidrList('10.0.0.0/8, fd00::/8');

function from(peer: string | undefined, forwardedFor?: string, trusted = PROXIES): string {
  const rawHeaders = ['Host', 'proffer', ...(forwardedFor === undefined ? [] : ['X-Forwarded-For', forwardedFor])];
  return clientAddress({ socket: { remoteAddress: peer }, rawHeaders }, trusted);
}

describe('without a trusted proxy', () => {
  test('the header is ignored', () => {
    expect(from('198.51.100.7', '203.0.113.9', NONE)).toBe('198.51.100.7');
    expect(from('127.0.0.1', '203.0.113.9', NONE)).toBe('127.0.0.1');
  });

  test('an IPv4 address in IPv6 clothes becomes IPv4', () => {
    expect(from('::ffff:198.51.100.7', undefined, NONE)).toBe('198.51.100.7');
    expect(from('2001:db8::7', undefined, NONE)).toBe('2001:db8::7');
  });

  test('a peer that is gone has no address', () => {
    expect(from(undefined, '203.0.113.9', NONE)).toBe('');
  });
});

describe('with trusted proxies', () => {
  test('a peer that is not one of them cannot say who it is', () => {
    expect(from('198.51.100.7', '203.0.113.9')).toBe('198.51.100.7');
    expect(from(undefined, '203.0.113.9')).toBe('');
  });

  test('the right-most address that is not trusted is the client', () => {
    expect(from('10.0.0.1', '203.0.113.9')).toBe('203.0.113.9');
    expect(from('10.0.0.1', '127.0.0.1, 203.0.113.9')).toBe('203.0.113.9');
    expect(from('::ffff:10.0.0.1', '192.0.2.1,203.0.113.9,10.0.0.3 , fd00::2')).toBe('203.0.113.9');
  });

  test('when all are trusted, the first of them is the client', () => {
    expect(from('10.0.0.1', '10.0.0.3, 10.0.0.2')).toBe('10.0.0.3');
    expect(from('10.0.0.1', '10.0.0.3')).toBe('10.0.0.3');
  });

  test('a trusted proxy that says nothing is the client', () => {
    expect(from('10.0.0.1')).toBe('10.0.0.1');
    expect(from('10.0.0.1', '')).toBe('10.0.0.1');
  });

  test.each([
    'unknown',
    '_hidden',
    '999.1.1.1',
    '203.0.113.9x',
    '203.0.113',
    '[::1',
    ':80',
    '"203.0.113.9"',
    ',',
    '203.0.113.9,',
  ])('the garbage %j stands for the proxy that sent it', (garbage) => {
    expect(from('10.0.0.1', garbage)).toBe('10.0.0.1');
    expect(from('10.0.0.1', `192.0.2.1, ${garbage}, 10.0.0.2`)).toBe('10.0.0.2');
  });

  test('ports and brackets are taken off', () => {
    expect(from('10.0.0.1', '203.0.113.9:4711')).toBe('203.0.113.9');
    expect(from('10.0.0.1', '[2001:db8::9]:4711')).toBe('2001:db8::9');
    expect(from('10.0.0.1', '[2001:db8::9]')).toBe('2001:db8::9');
    expect(from('10.0.0.1', '[::ffff:203.0.113.9]:1')).toBe('203.0.113.9');
    expect(from('10.0.0.1', '2001:DB8:0::9')).toBe('2001:db8::9');
  });

  test('a header sent in parts is read as one', () => {
    const rawHeaders = ['X-Forwarded-For', '203.0.113.9', 'Host', 'proffer', 'x-forwarded-for', '10.0.0.2'];
    expect(clientAddress({ socket: { remoteAddress: '10.0.0.1' }, rawHeaders }, PROXIES)).toBe('203.0.113.9');
  });
});

test('whatever the header, the answer is the peer or an address that the header names', () => {
  const hop = fc.oneof(fc.ipV4(), fc.ipV6(), fc.string(), fc.constantFrom('10.0.0.9', 'unknown', '', ',', '[::1]:80'));
  const peer = fc.oneof(fc.ipV4(), fc.constantFrom('10.0.0.1', '::ffff:10.0.0.1', 'fd00::1'));
  fc.assert(
    fc.property(peer, fc.array(hop, { maxLength: 6 }), (remote, hops) => {
      const client = from(remote, hops.join(', '));
      expect(isIP(client)).not.toBe(0);
      expect(from(remote, hops.join(', '), NONE)).toBe(remote.replace('::ffff:', ''));
      if (!PROXIES.includes(remote)) expect(client).toBe(remote);
    }),
  );
});

test('what a client writes in front of a trusted hop never counts', () => {
  fc.assert(
    fc.property(fc.string(), (forged) => {
      expect(from('10.0.0.1', `${forged}, 203.0.113.9`)).toBe('203.0.113.9');
    }),
  );
});
