import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseLanguage, LANGUAGES } from './language.ts';

describe('the language of a page', () => {
  test.each([
    ['de', 'de'],
    ['DE-at', 'de'],
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['en-GB,en;q=0.9,de;q=0.8', 'en'],
    ['fr, nl;q=0.9, de;q=0.2, en;q=0.1', 'de'],
    ['en;q=0.5, de;q=0.51', 'de'],
    ['de, en', 'de'],
    ['en, de', 'en'],
    ['de;q=0, *', 'en'],
    ['en;q=0, *', 'de'],
    ['en;q=0.1, *', 'de'],
    ['fr, *;q=0.5', 'en'],
    ['den', 'en'],
    ['fr, es', 'en'],
    ['de;q=0', 'en'],
    ['', 'en'],
    [',;=;q=,,', 'en'],
    [undefined, 'en'],
  ])('for %j is %s', (header, language) => {
    expect(chooseLanguage(header)).toBe(language);
  });

  test('is the one with the greatest weight, wherever it stands', () => {
    const others = fc.uniqueArray(fc.constantFrom('fr', 'es-MX', 'nl', 'pt-BR', 'zh-Hant'));
    const weights = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 2 });
    fc.assert(
      fc.property(weights, others, fc.boolean(), ([english, german], strange, swapped) => {
        const known = [`en-US;q=${Number(english) / 1000}`, `de-DE;q=${Number(german) / 1000}`];
        const header = [...strange, ...(swapped ? known.toReversed() : known)].join(', ');
        expect(chooseLanguage(header)).toBe(Number(english) > Number(german) ? 'en' : 'de');
      }),
    );
  });

  test('is one of those there are, whatever the header', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (header) => LANGUAGES.includes(chooseLanguage(header))));
  });

  test('is decided by the first thousand characters of a header', () => {
    expect(chooseLanguage(`${'fr,'.repeat(1_000)}de`)).toBe('en');
  });
});
