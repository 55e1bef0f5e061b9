import type { Language } from '../language.ts';
import type { SharePage } from './share-page.ts';
import { SHARE_SCRIPT_SOURCE } from './share-script.ts';
import { SHARE_STYLE_SOURCE } from './share-style.ts';

function contentSecurityPolicy(page: SharePage): string {
  // Servers of pictures like to send a browser on to another of theirs, so no host is named.
  const images = page.kind === 'image' && page.host !== undefined ? "'self' https:" : "'self'";
  return [
    "default-src 'none'",
    `style-src ${SHARE_STYLE_SOURCE}`,
    `script-src ${SHARE_SCRIPT_SOURCE}`,
    `img-src ${images}`,
    "connect-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Of everything that is answered below the address of a share. */
export const SHARE_HEADERS = {
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex, nofollow, noarchive',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const;

export function sharePageHeaders(page: SharePage, language: Language) {
  return {
    ...SHARE_HEADERS,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': language,
    'Content-Security-Policy': contentSecurityPolicy(page),
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    Vary: 'Accept-Language, Cookie',
  } as const;
}
