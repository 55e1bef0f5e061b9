import { mark } from './art/mark.ts';
import { scene } from './art/scene.ts';
import { Html, html } from './html.ts';
import type { Language } from './language.ts';
import { type PageName, STATUSES } from './page.ts';
import { STYLE } from './style.ts';
import type { Texts } from './texts/texts.ts';

type Content = {
  readonly page: PageName;
  readonly language: Language;
  readonly texts: Texts;
  readonly main: Html;
};

function header({ page, texts }: Content): Html {
  const name = html`${mark()}Proffer`;
  return page === 'home'
    ? html`<header><span class="name">${name}</span></header>`
    : html`<header><a class="name" href="/" aria-label="${texts.frontPage}">${name}</a></header>`;
}

function footer({ page, texts }: Content): Html {
  return page === 'home' ? html`` : html`<footer><p>${texts.answeredBy}</p><p>${String(STATUSES[page])}</p></footer>`;
}

/** The frame of every page. */
export function renderDocument(content: Content): string {
  const { page, language, texts, main } = content;
  const title = page === 'home' ? 'Proffer' : `${texts[page].title} · Proffer`;
  const document = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<style>${new Html(STYLE)}</style>
</head>
<body>
${header(content)}
<main>
<div>
${main}
</div>
${scene(page)}
</main>
${footer(content)}
</body>
</html>
`;
  return document.text;
}
