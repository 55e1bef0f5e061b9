import { weightedRanges } from './weighted-ranges.ts';

export const LANGUAGES = ['en', 'de'] as const;

/** What pages for people are written in. */
export type Language = (typeof LANGUAGES)[number];

/**
 * The language that a visitor likes best of those there are, by the weights of `Accept-Language`, the first of equal ones;
 * English where none of them is asked for. A country does not matter: who reads `de-CH` reads our `de`.
 */
export function chooseLanguage(acceptLanguage: string | undefined): Language {
  const wishes = weightedRanges(acceptLanguage).map(({ range, weight }) => ({ wish: range.split('-', 1)[0], weight }));
  const named = new Set(wishes.map(({ wish }) => wish));
  for (const { wish, weight } of wishes) {
    if (weight === 0) break;
    const chosen = LANGUAGES.find((language) => language === wish || (wish === '*' && !named.has(language)));
    if (chosen !== undefined) return chosen;
  }
  return 'en';
}
