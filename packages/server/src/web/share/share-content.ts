import { Html, html } from '../html.ts';
import type { ShareContentPage } from './share-page.ts';
import type { ShareTexts } from './texts/share-texts.ts';

/** Where a text goes, which is not put through a template: it may be a megabyte. */
export const CONTENT = new Html('<!--content-->');

function image(page: Extract<ShareContentPage, { kind: 'image' }>, { image: texts }: ShareTexts): Html {
  const { source, host } = page;
  const origin =
    host === undefined
      ? html`${texts.kept}`
      : html`${texts.from} <a href="${source}" rel="noopener nofollow ugc">${host}</a>.`;
  // A box that is ticked, because it works by keyboard and without scripts.
  return html`<figure class="image">
<label><input type="checkbox" class="unseen"><span class="zoom">${texts.zoom}</span>
<img src="${source}" alt="${texts.alternative}" referrerpolicy="no-referrer" decoding="async"></label>
<figcaption>${origin}</figcaption>
</figure>`;
}

function interactive(
  { component, facts }: Extract<ShareContentPage, { kind: 'interactive' }>,
  texts: ShareTexts,
): Html {
  const { withoutScripts, frame } = texts.interactive;
  return html`<iframe class="component" src="${facts.address}/frame" title="${frame(component)}" sandbox="allow-scripts" referrerpolicy="no-referrer" data-answers="${facts.address}/answer"></iframe>
<noscript><p class="note">${withoutScripts}</p></noscript>`;
}

/** The content itself, in the frame that its kind needs. */
export function renderShared(page: ShareContentPage, texts: ShareTexts): Html {
  switch (page.kind) {
    case 'text':
      return html`<div class="prose">${CONTENT}</div>`;
    case 'image':
      return image(page, texts);
    case 'interactive':
      return interactive(page, texts);
  }
}
