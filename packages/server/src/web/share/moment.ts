import type { Language } from '../language.ts';

const FORMATS: Record<Language, Intl.DateTimeFormat> = {
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
  de: new Intl.DateTimeFormat('de', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
};

/** "31 December 2026 at 23:59 UTC": what can be said without knowing where the reader is. */
export function describeMoment(atMs: number, language: Language): string {
  return `${FORMATS[language].format(atMs)} UTC`;
}
