import { expect, test } from 'vitest';
import { parseCidrList } from './cidr-list.ts';

test('an empty list includes nothing', () => {
  expect(parseCidrList('  ').size).toBe(0);
  expect(parseCidrList('').includes('127.0.0.1')).toBe(false);
});

test('networks and single addresses are separated by commas or spaces', () => {
  const list = parseCidrList('10.0.0.0/8, 192.0.2.7 fd00::/8,\n2001:db8::1');
  expect(list.size).toBe(4);
  const addresses = ['10.255.0.1', '192.0.2.7', '192.0.2.8', 'fdff::1', 'fe00::1', '2001:db8::1', '2001:db8::2'];
  expect(addresses.map(list.includes)).toEqual([true, true, false, true, false, true, false]);
});

test('an IPv4 network includes its addresses in IPv6 clothes, and the other way round', () => {
  expect(parseCidrList('10.0.0.0/8').includes('::ffff:10.1.2.3')).toBe(true);
  expect(parseCidrList('::ffff:10.0.0.0/104').includes('10.1.2.3')).toBe(true);
  expect(parseCidrList('::ffff:10.0.0.1').includes('10.0.0.2')).toBe(false);
});

test('the whole of one family does not include the other', () => {
  expect(parseCidrList('0.0.0.0/0').includes('2001:db8::1')).toBe(false);
  expect(parseCidrList('::/0').includes('10.0.0.1')).toBe(false);
});

test('bits beyond the prefix are ignored', () => {
  expect(parseCidrList('10.1.2.3/8').includes('10.9.9.9')).toBe(true);
});

test('what is no address is in no network', () => {
  expect(parseCidrList('0.0.0.0/0 ::/0').includes('localhost')).toBe(false);
});

test.each([
  '10.0.0.0/33',
  '::/129',
  '10.0.0.0/',
  '10.0.0.0/-1',
  '10.0.0.0/8/8',
  '10.0.0/8',
  'fe80::%1/64',
  'local',
  '::ffff:10.0.0.0/8',
  '/8',
])('%s is refused by name', (entry) => {
  expect(() => parseCidrList(`10.0.0.0/8,${entry}`)).toThrow(`"${entry}" is not a network`);
});
