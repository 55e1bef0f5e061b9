import { expect, test } from 'vitest';
import { parseCidrList } from './cidr-list.ts';
import { createEgressPolicy } from './egress-policy.ts';

const none = (): readonly string[] => [];

test('the web ports of a public address may be reached, and no others', () => {
  const mayConnect = createEgressPolicy(parseCidrList(''), none);
  expect([80, 443, 8080, 8443].map((port) => mayConnect('8.8.8.8', port))).toEqual([true, true, true, true]);
  expect([0, 22, 25, 81, 6379, 65535].filter((port) => mayConnect('8.8.8.8', port))).toEqual([]);
});

test('what is not public may not be reached', () => {
  const mayConnect = createEgressPolicy(parseCidrList(''), none);
  expect(
    ['127.0.0.1', '10.0.0.1', '::1', '::7f00:1', 'localhost', ''].filter((address) => mayConnect(address, 443)),
  ).toEqual([]);
});

test('any port of an allowed network may be reached, and nothing beside it', () => {
  const mayConnect = createEgressPolicy(parseCidrList('10.0.0.0/24 ::1'), none);
  expect(mayConnect('10.0.0.7', 6379)).toBe(true);
  expect(mayConnect('::ffff:10.0.0.7', 6379)).toBe(true);
  expect(mayConnect('::1', 1)).toBe(true);
  expect(mayConnect('10.0.1.7', 443)).toBe(false);
  expect(mayConnect('127.0.0.1', 443)).toBe(false);
});

test('a public address of this machine may not be reached unless it is allowed', () => {
  const own = (): readonly string[] => ['127.0.0.1', '8.8.4.4', '2600:0::1'];
  const mayConnect = createEgressPolicy(parseCidrList(''), own);
  expect(
    ['8.8.8.8', '8.8.4.4', '::ffff:8.8.4.4', '2600::1', '2600::2'].map((address) => mayConnect(address, 443)),
  ).toEqual([true, false, false, false, true]);
  expect(createEgressPolicy(parseCidrList('8.8.4.4'), own)('8.8.4.4', 443)).toBe(true);
});
