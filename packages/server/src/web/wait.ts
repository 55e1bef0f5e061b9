import type { Language } from './language.ts';

// Made when first needed: to make the two takes a fiftieth of the time of a start.
const formats = new Map<Language, Intl.RelativeTimeFormat>();

function formatOf(language: Language): Intl.RelativeTimeFormat {
  const format = formats.get(language) ?? new Intl.RelativeTimeFormat(language);
  formats.set(language, format);
  return format;
}

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;

/** "in 40 seconds", "in 3 minutes": never less than there is to wait. */
export function describeWait(seconds: number, language: Language): string {
  const format = formatOf(language);
  if (seconds < 2 * MINUTE_SECONDS) return format.format(Math.ceil(seconds), 'second');
  if (seconds < 2 * HOUR_SECONDS) return format.format(Math.ceil(seconds / MINUTE_SECONDS), 'minute');
  return format.format(Math.ceil(seconds / HOUR_SECONDS), 'hour');
}
