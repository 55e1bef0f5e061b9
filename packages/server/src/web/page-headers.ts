import type { Language } from './language.ts';
import { STYLE_SOURCE } from './style.ts';

/** On which request headers the answer at an address of a page depends, whatever it turns out to be. */
export const PAGE_VARY = 'Accept-Language, Accept';

const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src ${STYLE_SOURCE}`,
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export function pageHeaders(language: Language) {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': language,
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
    'X-Robots-Tag': 'noindex',
    Vary: PAGE_VARY,
  } as const;
}
