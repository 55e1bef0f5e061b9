import { byLanguage } from './by-language.ts';
import type { Language } from './language.ts';

const LOCALES: Record<Language, string> = { en: 'en-GB', de: 'de' };

const createFormats = (dateStyle: 'long' | 'medium') =>
  byLanguage(
    (language) => new Intl.DateTimeFormat(LOCALES[language], { dateStyle, timeStyle: 'short', timeZone: 'UTC' }),
  );

const longFormatOf = createFormats('long');
const mediumFormatOf = createFormats('medium');

/** "31 December 2026 at 23:59 UTC": what can be said without knowing where the reader is. */
export function describeMoment(atMs: number, language: Language): string {
  return `${longFormatOf(language).format(atMs)} UTC`;
}

/** The same for a table: "31 Dec 2026, 23:59 UTC". */
export function describeMomentBriefly(atMs: number, language: Language): string {
  return `${mediumFormatOf(language).format(atMs)} UTC`;
}
