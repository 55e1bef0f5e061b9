import { expect, it } from 'vitest';
import { hashVisitor } from './hash-visitor.ts';

const visitor = Buffer.from('0102030405060708', 'hex');

it('a visitor has the same value at every click on one subject', () => {
  expect(hashVisitor(visitor, 'lnk_a')).toBe(hashVisitor(Buffer.from(visitor), 'lnk_a'));
});

it('a visitor cannot be followed from one subject to another', () => {
  expect(hashVisitor(visitor, 'lnk_a')).not.toBe(hashVisitor(visitor, 'lnk_b'));
});

it('no part of the value is left from a longer subject before', () => {
  const value = hashVisitor(visitor, 'lnk_a');
  hashVisitor(visitor, 'lnk_with_a_longer_name');
  expect(hashVisitor(visitor, 'lnk_a')).toBe(value);
});

it('a value fits an integer column and a number', () => {
  const value = hashVisitor(visitor, 'lnk_a');
  expect(Number.isSafeInteger(value)).toBe(true);
  expect(value).toBeLessThan(2 ** 48);
});
