import { mark } from '../art/mark.ts';
import { Html, html } from '../html.ts';
import type { Language } from '../language.ts';
import { renderShareMain } from './share-main.ts';
import type { SharePage } from './share-page.ts';
import { SHARE_SCRIPT } from './share-script.ts';
import { SHARE_STYLE } from './share-style.ts';
import { englishShare } from './texts/english.ts';
import { germanShare } from './texts/german.ts';
import type { ShareTexts } from './texts/share-texts.ts';

const TEXTS: Record<Language, ShareTexts> = { en: englishShare, de: germanShare };
const FRONT_PAGE: Record<Language, string> = { en: 'Proffer, front page', de: 'Proffer, Startseite' };

/** The frame around every share. What others may see of it, such as a preview in a messenger, says nothing of the share. */
export function renderShareDocument(page: SharePage, language: Language): string {
  const texts = TEXTS[language];
  const document = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${texts.title} · Proffer</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow, noarchive">
<meta property="og:type" content="website">
<meta property="og:site_name" content="Proffer">
<meta property="og:title" content="${texts.card.title}">
<meta property="og:description" content="${texts.card.lead}">
<meta name="twitter:card" content="summary">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>${new Html(SHARE_STYLE)}</style>
</head>
<body>
<header><a class="name" href="/" aria-label="${FRONT_PAGE[language]}">${mark()}Proffer</a></header>
${renderShareMain(page, texts, language)}
<script>${new Html(SHARE_SCRIPT)}</script>
</body>
</html>
`;
  return document.text;
}
