import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHostSet } from './host-set.ts';

const label = fc.stringMatching(/^[a-c0-9-]{1,3}$/);
const host = fc.array(label, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));

function setOf(hosts: readonly string[], expectedBytes = 0) {
  const set = createHostSet(expectedBytes);
  for (const member of hosts) set.add(member);
  return set;
}

test('a host matches itself and what is above it, and nothing else', () => {
  const set = setOf(['bad.example', 'worse.test', '8.8.8.8', '2606:4700::1111', 'zip']);
  expect(set.size).toBe(5);
  expect(set.matchOf('bad.example')).toBe('bad.example');
  expect(set.matchOf('a.b.bad.example')).toBe('bad.example');
  expect(set.matchOf('anything.zip')).toBe('zip');
  expect(set.matchOf('8.8.8.8')).toBe('8.8.8.8');
  expect(set.matchOf('2606:4700::1111')).toBe('2606:4700::1111');
  const others = [
    'example',
    'notbad.example',
    'bad.example.org',
    'bad-example',
    '8.8.8.9',
    '8.8.8',
    '',
    '.',
    'xzip',
    'zip.test',
  ];
  expect(others.map(set.matchOf).filter((match) => match !== undefined)).toEqual([]);
});

test('an empty set matches nothing', () => {
  expect(createHostSet().matchOf('bad.example')).toBeUndefined();
});

test('it knows what a set of strings knows, whatever room it was given', () => {
  fc.assert(
    fc.property(fc.array(host, { maxLength: 300 }), fc.array(host), fc.nat(5000), (members, asked, expectedBytes) => {
      const set = setOf(members, expectedBytes);
      const known = new Set(members);
      expect(set.size).toBe(known.size);
      for (const one of [...members, ...asked]) {
        const labels = one.split('.');
        const parents = labels.map((_label, index) => labels.slice(labels.length - 1 - index).join('.'));
        expect(set.matchOf(one)).toBe(parents.find((parent) => known.has(parent)));
      }
    }),
  );
});

test('any text may be asked for', () => {
  const set = setOf(['bad.example']);
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void set.matchOf(text)));
});

test('names of the greatest length are kept whole', () => {
  const long = `${`${'a'.repeat(63)}.`.repeat(3)}${'b'.repeat(61)}`;
  expect(long).toHaveLength(253);
  const set = setOf([long, `c${long.slice(1)}`]);
  expect(set.matchOf(long)).toBe(long);
  expect(set.matchOf(`d${long.slice(1)}`)).toBeUndefined();
});
