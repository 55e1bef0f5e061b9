import { chooseLanguage, html } from '../../web/index.ts';
import { GUARDS } from './content-headers.ts';

const OPEN = { en: 'Open the page', de: 'Seite öffnen' } as const;

/** No sandbox: one keeps a document from leading on. There is nothing of anybody's in it. */
const HEADERS = {
  ...Object.fromEntries(GUARDS),
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'no-store',
  'X-Robots-Tag': 'noindex',
};

/**
 * Sends a reader on to another host. Not by a redirect: who has just signed in comes here from a form, and `form-action` keeps
 * browsers from following a form to another origin, however it gets there.
 */
export function sendOn(url: string, acceptLanguage: string) {
  const language = chooseLanguage(acceptLanguage);
  const { text } =
    html`<!doctype html><html lang="${language}"><title>${OPEN[language]}</title><a href="${url}">${OPEN[language]}</a></html>`;
  const body = Buffer.from(text);
  return { headers: { ...HEADERS, Refresh: `0; url=${url}`, 'Content-Length': String(body.length) }, body };
}
