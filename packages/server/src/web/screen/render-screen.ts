import { createHash } from 'node:crypto';
import { mark } from '../art/mark.ts';
import { Html, html } from '../html.ts';
import type { Language } from '../language.ts';
import { SCREEN_STYLE, SCREEN_STYLE_SOURCE } from './screen-style.ts';

/** A page that people work with: forms and lists, under the look of all pages. */
export type Screen = {
  readonly language: Language;
  readonly title: string;
  readonly main: Html;
  /** Beside the name, such as where one can go from here. */
  readonly nav?: Html;
  readonly wide?: boolean;
  /** A script of ours, where something cannot be done without. */
  readonly script?: string;
  /** Rules besides those of all screens. */
  readonly style?: string;
  /** Whose documents it shows in a frame, as CSP writes it. */
  readonly frames?: string;
};

export type RenderedScreen = { readonly headers: Readonly<Record<string, string>>; readonly body: string };

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function contentSecurityPolicy({ script, style, frames }: Screen): string {
  return [
    "default-src 'none'",
    `style-src ${SCREEN_STYLE_SOURCE}${style === undefined ? '' : ` ${hashOf(style)}`}`,
    ...(frames === undefined ? [] : [`frame-src ${frames}`]),
    ...(script === undefined ? [] : [`script-src ${hashOf(script)}`, "connect-src 'self'"]),
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function headersOf(screen: Screen) {
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': screen.language,
    'Content-Security-Policy': contentSecurityPolicy(screen),
    'X-Content-Type-Options': 'nosniff',
    // `no-referrer` would make browsers send `Origin: null` with our own forms.
    'Referrer-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cache-Control': 'no-store',
    'X-Robots-Tag': 'noindex',
    Vary: 'Accept-Language, Cookie',
  };
}

export function renderScreen(screen: Screen): RenderedScreen {
  const { language, title, main, nav = html``, wide = false, script, style } = screen;
  const document = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${title} · Proffer</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>${new Html(SCREEN_STYLE)}</style>${style === undefined ? html`` : html`<style>${new Html(style)}</style>`}
</head>
<body class="${wide ? 'screen wide' : 'screen'}">
<header><a class="name" href="/">${mark()}Proffer</a>${nav}</header>
<main>
${main}
</main>
${script === undefined ? html`` : html`<script>${new Html(script)}</script>`}
</body>
</html>
`;
  return { headers: headersOf(screen), body: document.text };
}
