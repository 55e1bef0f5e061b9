import fc from 'fast-check';
import { expect, it } from 'vitest';
import { equalTexts } from './equal-texts.ts';

it('two texts are equal when each letter is, however long they are', () => {
  expect(equalTexts('', '')).toBe(true);
  expect(equalTexts('é', 'e\u0301')).toBe(false);
  fc.assert(fc.property(fc.string(), fc.string(), (one, other) => equalTexts(one, other) === (one === other)));
  fc.assert(fc.property(fc.string(), (text) => equalTexts(text, text) && !equalTexts(text, `${text}_`)));
});
