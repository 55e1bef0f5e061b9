import { byLanguage } from '../by-language.ts';
import type { Language } from '../language.ts';

const LOCALES: Record<Language, string> = { en: 'en-GB', de: 'de' };

const formatOf = byLanguage(
  (language) => new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
);

/** "31 December 2026 at 23:59 UTC": what can be said without knowing where the reader is. */
export function describeMoment(atMs: number, language: Language): string {
  return `${formatOf(language).format(atMs)} UTC`;
}
