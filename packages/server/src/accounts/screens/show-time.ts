import type { Language } from '../../web/index.ts';

const FORMATS: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }),
  de: new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }),
};

/** In UTC, and says so: the server does not know where its reader is. */
export function showTime(atMs: number, language: Language): string {
  return `${FORMATS[language].format(atMs)} UTC`;
}
