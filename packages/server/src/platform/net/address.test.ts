import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, test } from 'vitest';
import { canonicalAddress, isPublicAddress, parseAddress } from './address.ts';

const NOT_PUBLIC: Readonly<Record<string, readonly string[]>> = {
  'this network': ['0.0.0.0', '0.1.2.3', '::'],
  loopback: ['127.0.0.1', '127.255.255.254', '::1'],
  'private networks': ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd00:ec2::254'],
  'link-local, where clouds keep credentials': ['169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'febf::1'],
  'carrier-grade NAT': ['100.64.0.1', '100.100.100.200', '100.127.255.255'],
  'protocol assignments': ['192.0.0.1', '192.0.0.192', '2001::1', '2001:1::1', '2001:1ff::1'],
  documentation: ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1', '3fff:fff:ffff::1'],
  benchmarks: ['198.18.0.1', '198.19.255.255', '2001:2::1'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1'],
  'reserved and broadcast': ['240.0.0.1', '255.255.255.255', '192.88.99.1'],
  'site-local': ['fec0::1', 'feff::1'],
  discard: ['100::1', '100:0:0:1::1'],
  'segment routing': ['5f00::1'],
  'anycast sinks': ['192.31.196.1', '192.175.48.1', '192.52.193.1', '2620:4f:8000::1', '2001:4:112::1', '2001:3::1'],
  'IPv4 mapped into IPv6': [
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:7f00:1',
    '::ffff:10.0.0.1',
    '::FFFF:A00:1',
  ],
  'IPv4-compatible': ['::7f00:1', '::127.0.0.1', '::8.8.8.8', '::808:808', '0::8.8.8.8', '0:0:0:0:0:0:8.8.8.8'],
  'IPv4 translated': ['::ffff:0:7f00:1', '::ffff:0:127.0.0.1', '::ffff:0:8.8.8.8'],
  NAT64: ['64:ff9b::7f00:1', '64:ff9b::8.8.8.8', '64:ff9b:1::1', '64:ff9b:1:ffff::8.8.8.8'],
  '6to4 and Teredo': ['2002:7f00:1::', '2002:808:808::1', '2001:0:4136:e378::1'],
  'IPv6 that nobody was given': ['::1:2:3:4', '200::1', '1fff::1', '4000::1', '8000::1', 'fe00::1'],
  'the wire server of Azure': ['168.63.129.16', '::ffff:168.63.129.16'],
  'no address': [
    '',
    'localhost',
    '127.1',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '2130706433',
    '8.8.8.8.',
    '[2600::1]',
    ' 8.8.8.8',
    '8.8.8.8/32',
  ],
};

const PUBLIC = ['1.1.1.1', '8.8.8.8', '9.255.255.255', '100.63.255.255', '172.32.0.1', '192.0.1.1', '223.255.255.255']
  .concat(['2600::1', '2606:4700:4700::1111', '2a00:1450:4001::200e', '2001:200::1', '2001:4860:4860::8888'])
  .concat(['::ffff:8.8.8.8', '::ffff:808:808']);

describe.each(Object.entries(NOT_PUBLIC))('%s', (_name, addresses) => {
  test.each(addresses)('%s is not public', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

test.each(PUBLIC)('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test('bytes are judged as their text is, and only 4 or 16 of them are an address', () => {
  const lengths = fc.constantFrom(4, 16).chain((length) => fc.uint8Array({ minLength: length, maxLength: length }));
  fc.assert(
    fc.property(lengths, (bytes) => {
      const text = ipaddr.fromByteArray([...bytes]).toString();
      expect(isPublicAddress(bytes)).toBe(isPublicAddress(text));
    }),
  );
  expect(isPublicAddress(Uint8Array.of(8, 8, 8))).toBe(false);
  expect(isPublicAddress(new Uint8Array(17))).toBe(false);
});

test('no IPv4 address becomes public by being dressed as IPv6', () => {
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address));
      for (const prefix of ['::', '0::', '::ffff:0:', '64:ff9b::', '64:ff9b:1::', 'fec0::', '100::']) {
        expect(isPublicAddress(prefix + address), prefix + address).toBe(false);
      }
    }),
  );
});

test('an address has one canonical spelling', () => {
  expect(canonicalAddress('2001:0DB8:0::0001')).toBe('2001:db8::1');
  expect(canonicalAddress('::ffff:a00:1')).toBe('10.0.0.1');
  expect(canonicalAddress('fe80::1%eth0')).toBe('fe80::1');
  expect(canonicalAddress('::8.8.8.8')).toBe('::808:808');
  expect(canonicalAddress('010.0.0.1')).toBeUndefined();
});

test('no text makes the parser throw', () => {
  const texts = fc.oneof(fc.string(), fc.ipV6(), fc.stringMatching(/^[0-9a-fx:.%/]{0,45}$/));
  fc.assert(fc.property(texts, (text) => void parseAddress(text)));
});
