import { byLanguage } from './by-language.ts';
import type { Language } from './language.ts';

const formatOf = byLanguage((language) => new Intl.RelativeTimeFormat(language));

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;

/** "in 40 seconds", "in 3 minutes": never less than there is to wait. */
export function describeWait(seconds: number, language: Language): string {
  const format = formatOf(language);
  if (seconds < 2 * MINUTE_SECONDS) return format.format(Math.ceil(seconds), 'second');
  if (seconds < 2 * HOUR_SECONDS) return format.format(Math.ceil(seconds / MINUTE_SECONDS), 'minute');
  return format.format(Math.ceil(seconds / HOUR_SECONDS), 'hour');
}
