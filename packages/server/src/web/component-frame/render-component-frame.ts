import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Html, html } from '../html.ts';
import type { Language } from '../language.ts';
import { SHARE_HEADERS } from '../share/share-headers.ts';
import { FRAME_STYLE } from './frame-style.ts';

/** What visitors have chosen: how often each answer, and which one this visitor; null before. */
export type Answers = { readonly counts: readonly number[]; readonly choice: number | null };

export type ComponentFrame = {
  readonly name: string;
  readonly props: unknown;
  readonly libraries: readonly string[];
  readonly source: string;
  /** Null for a component that keeps none. */
  readonly answers: Answers | null;
};

const START = readFileSync(new URL('./frame.browser.js', import.meta.url), 'utf8');

const FAILED: Record<Language, string> = {
  en: 'This cannot be shown in your browser.',
  de: 'Das kann in Ihrem Browser nicht angezeigt werden.',
};

const hashOf = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

/** Its scripts may run and reach nothing: no origin, no network, no form, no window, and no page around it but ours. */
function contentSecurityPolicy(scripts: readonly string[]): string {
  return [
    'sandbox allow-scripts',
    "default-src 'none'",
    `script-src ${scripts.map(hashOf).join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data:',
    'font-src data:',
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
}

/** JSON that cannot end the script element around it. */
const embed = (value: unknown): Html => new Html(JSON.stringify(value).replaceAll('<', '\\u003c'));

/** The document in which a component is alive. What strangers have given is in it as data only. */
export function renderComponentFrame(frame: ComponentFrame, language: Language) {
  const { name, props, libraries, source, answers } = frame;
  const component = `${source}\n${START}`;
  const given = { props, answers, language, failed: FAILED[language] };
  const body = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<style>${new Html(FRAME_STYLE)}</style>
</head>
<body>
<div id="component"></div>
<script type="application/json" id="given">${embed(given)}</script>
${libraries.map((library) => html`<script>${new Html(library)}</script>`)}
<script type="module">${new Html(component)}</script>
</body>
</html>
`;
  const headers = {
    ...SHARE_HEADERS,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': language,
    'Content-Security-Policy': contentSecurityPolicy([...libraries, component]),
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), fullscreen=()',
    Vary: 'Accept-Language, Cookie',
  };
  return { body: body.text, headers };
}
