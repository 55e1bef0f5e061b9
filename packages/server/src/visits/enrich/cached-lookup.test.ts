import { expect, it } from 'vitest';
import { cachedLookup } from './cached-lookup.ts';

it('an answer is remembered until as many others were given', () => {
  const asked: string[] = [];
  const look = cachedLookup(2, (text) => {
    asked.push(text);
    return { text };
  });
  const first = look('one');
  expect(look('one')).toBe(first);
  look('two');
  expect(look('one')).toBe(first);
  look('three');
  expect(look('two')).toEqual({ text: 'two' });
  expect(look('one')).toEqual({ text: 'one' });
  expect(asked).toEqual(['one', 'two', 'three', 'one']);
});
